import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress, Verification } from '../../../shared/api.ts';
import { isOpened, type Source } from '../../../shared/model/evidence.ts';
import type { Database } from '../database/connection.ts';
import { query } from '../database/query.ts';
import { materialise, partsOf } from '../evidence/archive.ts';
import { hashFile } from '../evidence/survey.ts';
import { readSources } from '../queries/sources.ts';
import { sql } from '../sql/catalogue.ts';
import { createCase } from './case-file.ts';
import { buildMap } from './build-map.ts';
import { takeFiles } from './import-evidence.ts';

type Check = Verification['checks'][number];

/** Hashes the evidence again, checks the balance again, and imports everything anew into a case beside, to compare the facts. */
export async function verifyCase(
  database: Database,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
    readonly declared: readonly { readonly path: string; readonly options: string }[];
  },
): Promise<Verification> {
  const sources = await readSources(database.connection);
  const checks: Check[] = [];
  for (const [index, source] of sources.entries()) {
    options.onProgress({
      work: 'verify',
      step: `Hashing ${source.path}`,
      done: index,
      total: sources.length,
      unit: 'files',
    });
    checks.push(await checkHash(source, database.scratch, options.signal));
  }
  checks.push(await checkBalance(database));
  if (checks.every(({ ok }) => ok)) checks.push(...(await checkAgain(database, sources, options)));
  else
    checks.push({
      name: 'the map, built again',
      ok: false,
      detail: 'Not tried, since the evidence or the balance is not as it was.',
    });
  return { ok: checks.every(({ ok }) => ok), checks };
}

async function checkHash(source: Source, scratch: string, signal: AbortSignal): Promise<Check> {
  const name = `hash of ${source.path}`;
  if (!isOpened(source)) return checkUnread(source, scratch);
  const found = await hashOf(source.path, scratch, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return error instanceof Error ? error : new Error(String(error));
  });
  if (found instanceof Error)
    return { name, ok: false, detail: `The file cannot be read: ${whyUnread(found)}. Put it back where it was.` };
  return found === source.sha256
    ? { name, ok: true, detail: found }
    : { name, ok: false, detail: `The file is ${found} now and was ${source.sha256} when it was imported.` };
}

/** What could not be opened is as it was for as long as it cannot be. */
async function checkUnread({ path, problem }: Source, scratch: string): Promise<Check> {
  const name = `${path}, which could not be opened`;
  return (await opensNow(path, scratch))
    ? { name, ok: false, detail: 'It can be opened now. Import it again, so that the case holds what is in it.' }
    : { name, ok: true, detail: `Nor can it be now. ${problem ?? ''}` };
}

async function opensNow(path: string, scratch: string): Promise<boolean> {
  try {
    for await (const part of partsOf(path, scratch)) if (!('problem' in part)) return true;
  } catch {
    return false;
  }
  return false;
}

/** Why a file cannot be read, without its path, which the name of the check holds. */
function whyUnread(error: Error): string {
  return 'code' in error && error.code === 'ENOENT' ? 'it is not there any more' : error.message;
}

/** The hash of a file, or of a member of an archive. */
async function hashOf(path: string, scratch: string, signal: AbortSignal): Promise<string> {
  const file = await materialise(path, scratch);
  const sha256 = await hashFile(file, signal);
  if (file !== path) await rm(file);
  return sha256;
}

async function checkBalance(database: Database): Promise<Check> {
  const off = await query<{ check: string; expected: number; found: number }>(database.connection, sql.balance);
  const detail = off
    .map(({ check, expected, found }) => `${check}: ${found} where ${expected} were expected`)
    .join('; ');
  return {
    name: 'balance',
    ok: off.length === 0,
    detail: detail || 'Every record and every lookup is counted in exactly one place.',
  };
}

async function checkAgain(
  database: Database,
  sources: readonly Source[],
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
    readonly declared: readonly { readonly path: string; readonly options: string }[];
  },
): Promise<readonly Check[]> {
  const again = await createCase({
    path: join(database.scratch, 'again.aftermap'),
    mode: 'write',
    evidence: sources.map(({ path }) => path),
  });
  try {
    for (const { path, options: declared } of options.declared) {
      await takeFiles(again, [path], {
        declared: JSON.parse(declared) as Record<string, never>,
        signal: options.signal,
        onProgress: (progress) => options.onProgress({ ...progress, work: 'verify' }),
      });
    }
    await buildMap(again.connection, (step, done, total) =>
      options.onProgress({ work: 'verify', step, done, total, unit: 'steps' }),
    );
    const digest = async (of: Database) => JSON.stringify(await query(of.connection, sql.map_digest));
    const [kept, built] = [await digest(database), await digest(again)];
    return [
      {
        name: 'the map, built again',
        ok: kept === built,
        detail:
          kept === built
            ? 'Importing the evidence anew gives the same facts.'
            : `The facts differ: ${built} against ${kept}.`,
      },
    ];
  } finally {
    await again.close();
  }
}
