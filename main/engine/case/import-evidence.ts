import { isOpened, type Source } from '../../../shared/model/evidence.ts';
import type { ImportOptions, Progress } from '../../../shared/api.ts';
import type { Mapping } from '../../../shared/model/mapping.ts';
import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Database } from '../database/connection.ts';
import { query } from '../database/query.ts';
import { recognise, type Recognised } from '../adapters/registry.ts';
import { importFile, samplesOf } from '../evidence/import-file.ts';
import { saysTheSame, type Context } from '../evidence/evidence-file.ts';
import { partsOf } from '../evidence/archive.ts';
import { surveyFile, type Survey } from '../evidence/survey.ts';
import { keepUnread, UNREAD, type Unread } from '../evidence/unread.ts';
import { keepMapping, readMappings } from './mappings.ts';
import { readSources } from '../queries/sources.ts';
import { sql } from '../sql/catalogue.ts';
import { bringUpToDate } from './change-source.ts';

export interface ImportWork {
  readonly declared: ImportOptions;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** What became of a file: its hash and the path under which the case holds it now, with the archives that it came in, or why it could not be read. */
type TakenFile = { readonly file: string } & (
  | { readonly heldAs: string; readonly sha256: string; readonly archives: readonly string[] }
  | { readonly problem: string }
);

/**
 * Takes files into an open case, one transaction a file, then builds the map once. Gives one source for each file and each member of an archive, in order; one whose bytes
 * the case already holds changes nothing and is given as it was read the first time (under another path: as a copy, all of it repeated), unless its folder or its time makes
 * it say something else.
 */
export async function importEvidence(
  database: Database,
  files: readonly string[],
  work: ImportWork,
): Promise<readonly Source[]> {
  for (const mapping of work.declared.mappings ?? []) await keepMapping(database.connection, mapping);
  const taken = await takeFiles(database, files, work);
  await bringUpToDate(database, work);
  const sources = await readSources(database.connection);
  return taken.map((item) =>
    'heldAs' in item
      ? sourceFor(sources, item)
      : (unreadSource(sources, item.file) ?? notThere(item.file, item.problem)),
  );
}

/** Takes files into an open case, one transaction a file; the map is as it was. */
export async function takeFiles(
  database: Database,
  files: readonly string[],
  work: ImportWork,
): Promise<readonly TakenFile[]> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const kept = await readMappings(database.connection);
  const hashes = new Set(
    (await query<{ sha256: string }>(database.connection, sql.evidence_hashes)).map((held) => held.sha256),
  );
  const unreadBefore = await query<Unread>(database.connection, sql.unread_evidence);
  const taken: TakenFile[] = [];
  let done = 0;
  for (const [index, file] of files.entries()) {
    work.signal.throwIfAborted();
    const before = done;
    const tell = () =>
      work.onProgress({
        work: 'import',
        step: `Reading ${basename(file)} (file ${index + 1} of ${files.length})`,
        done,
        total,
        unit: 'bytes',
      });
    tell();
    const unread: Unread[] = [];
    try {
      for await (const part of partsOf(file, database.scratch)) {
        if ('problem' in part) {
          unread.push(part);
          taken.push({ file: part.path, problem: part.problem });
          continue;
        }
        const survey = await surveyFile(part, database.scratch, {
          signal: work.signal,
          onBytes: (bytes) => {
            done = Math.min(before + (sizes[index] ?? 0), done + bytes);
            tell();
          },
        });
        const heldAs = await takeFile(database, survey, work, kept, hashes.has(survey.sha256));
        hashes.add(survey.sha256);
        taken.push({ file: part.path, heldAs, sha256: survey.sha256, archives: part.archives });
      }
    } catch (error) {
      if (work.signal.aborted || !isFileProblem(error)) throw error;
      const problem = `The file cannot be read: ${FILE_PROBLEMS[error.code] ?? error.message}. Check that it exists and that you may read it.`;
      // A path that leads to nothing was mistyped: it is no evidence.
      if (error.code !== 'ENOENT') unread.push({ path: file, problem });
      taken.push({ file, problem });
    }
    const known = unreadBefore.filter(({ path }) => path === file || path.startsWith(`${file}!`));
    if (JSON.stringify(unread) !== JSON.stringify(known)) await keepUnread(database.connection, file, unread);
    done = before + (sizes[index] ?? 0);
  }
  return taken;
}

/**
 * Takes a file into the case, unless the case holds its bytes, and these say the same where it stands; those that a mapping is to read otherwise, or of
 * which the format is said now, are read anew. Gives the path under which the case holds it.
 */
async function takeFile(
  database: Database,
  survey: Survey,
  work: ImportWork,
  kept: readonly Mapping[],
  seen: boolean,
): Promise<string> {
  const { connection, scratch } = database;
  const { signal, declared } = work;
  const taking = { scratch, signal, declared, kept };
  const alike = seen ? await query<Held>(connection, sql.evidence_by_hash, { sha256: survey.sha256 }) : [];
  const held =
    alike.find(({ path }) => path === survey.path) ??
    alike.find(({ context }) => saysTheSame(JSON.parse(context) as Context, survey, declared));
  if (!held) {
    await importFile(connection, survey, taking);
    return survey.path;
  }
  const before = JSON.parse(held.options) as ImportOptions;
  const mappings = declared.mappings ?? [];
  if (held.format !== 'unknown' && mappings.length === 0) return held.path;
  const choosing = held.format === 'unknown' ? { mappings, kept, format: declared.format } : { mappings };
  const found = recognise(await samplesOf(connection, survey), choosing);
  const isNew = found.length === 1 && readsOtherwise(found[0], held.format, before);
  if (!isNew) return held.path;
  await importFile(connection, survey, {
    ...taking,
    declared: { ...before, ...declared },
    replaces: held.evidence_id,
  });
  return survey.path;
}

/** Whether what reads a file now is not what read it, or failed to read it, before. */
function readsOtherwise(found: Recognised | undefined, format: string, before: ImportOptions): boolean {
  if (found?.mapping) return JSON.stringify(before.mappings) !== JSON.stringify([found.mapping]);
  return found !== undefined && format === 'unknown';
}

interface Held {
  readonly evidence_id: number;
  readonly path: string;
  readonly format: string;
  readonly options: string;
  readonly context: string;
}

function sourceFor(
  sources: readonly Source[],
  { file, heldAs, sha256, archives }: Extract<TakenFile, { readonly heldAs: string }>,
): Source {
  const held = sources.find((source) => source.path === heldAs && source.sha256 === sha256);
  if (!held) throw new Error(`${file} was read and is not in the case.`);
  if (held.path === file) return held;
  const wrapper = [held.wrapper.replace(/(\+(zip|tar(\+gzip|\+zstd)?))+$/, ''), ...archives].join('+');
  return { ...held, path: file, wrapper, accepted: 0, repeated: held.accepted + held.repeated, sameAs: held.path };
}

const unreadSource = (sources: readonly Source[], path: string): Source | undefined =>
  sources.find((source) => source.path === path && !isOpened(source));

/** A path that leads to nothing, and is therefore no evidence. */
function notThere(path: string, problem: string): Source {
  return {
    id: 0,
    path,
    sha256: '',
    bytes: 0,
    format: 'unknown',
    wrapper: UNREAD,
    kind: 'unknown',
    assumed: [],
    declared: {},
    lines: 0,
    records: 0,
    accepted: 0,
    repeated: 0,
    rejected: 0,
    skipped: {},
    from: null,
    to: null,
    rejects: [],
    header: 0,
    blank: 0,
    problem,
    couldBe: [],
    sameAs: null,
  };
}

/** Whether the operating system refused the file, rather than the program failing. */
function isFileProblem(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && String(error.code) in FILE_PROBLEMS;
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'it is a folder that cannot be listed',
  EIO: 'the disk reports an error',
  EBUSY: 'another program holds it',
  EMFILE: 'too many files are open',
};
