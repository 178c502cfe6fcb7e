import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportOptions, methods, MethodName, Output } from '../../shared/api.ts';
import { AftermapError } from '../../shared/failure.ts';
import type { Source } from '../../shared/model/evidence.ts';
import { isZone } from '../../shared/model/time.ts';
import { formatIds } from './adapters/registry.ts';
import { bringUpToDate, findSource, optionsOf, removeSource, rereadSource } from './case/change-source.ts';
import { makeCase } from './case/empty-case.ts';
import { importEvidence, type ImportWork } from './case/import-evidence.ts';
import type { OpenCase } from './case/open-case.ts';
import type { Database, Limits } from './database/connection.ts';
import { query } from './database/query.ts';
import { discoverFiles } from './evidence/discover.ts';
import { readSources } from './queries/sources.ts';
import { readTimeFindings } from './queries/time-findings.ts';
import { sql } from './sql/catalogue.ts';

type Method = Extract<
  MethodName,
  | 'evidence.import'
  | 'evidence.declare'
  | 'evidence.readAs'
  | 'evidence.findings'
  | 'evidence.remove'
  | 'evidence.rejects'
  | 'evidence.read'
>;
type Answers = {
  readonly [M in Method]: (input: ReturnType<(typeof methods)[M]['input']['parse']>) => Promise<Output<M>>;
};

/** Does work on the case of a path (unset: the open one) while it is open for writing, beside the evidence that the work reads; then that case is open. */
export type Writing = <T>(
  work: (database: Database) => Promise<T>,
  evidence?: readonly string[],
  path?: string,
) => Promise<T>;

/**
 * What the engine answers about the evidence of a case, and how it changes it.
 * @param current the open case
 * @param work how long work is stopped and followed
 * @param limits of a case that is made
 */
export function evidenceAnswers(
  current: () => OpenCase,
  writing: Writing,
  work: () => Pick<ImportWork, 'signal' | 'onProgress'>,
  limits: Limits | undefined,
): Answers {
  const reread = (source: Source, options: ImportOptions): Promise<void> =>
    writing(
      async (changed) => {
        await rereadSource(changed, source, options, work());
        await bringUpToDate(changed, work());
      },
      [source.path],
    );
  return {
    async 'evidence.import'({ paths, options = {}, into }) {
      checkFormat(options);
      const path = into === undefined ? current().path : resolve(into);
      const found = await discoverFiles(paths);
      const files = found.files.filter((file) => file !== path);
      if (!existsSync(path)) await makeCase(path, limits);
      const sources = await writing(
        (database) => importEvidence(database, files, { declared: options, ...work() }),
        files,
        path,
      );
      return { case: path, sources, leftOut: found.leftOut };
    },
    async 'evidence.declare'({ source: id, declaration }) {
      checkZone(declaration);
      const { database } = current();
      const source = await findSource(database, id);
      const { format, mappings } = await optionsOf(database, id);
      const rest = { ...(format === undefined ? {} : { format }), ...(mappings === undefined ? {} : { mappings }) };
      await reread(source, { ...rest, ...declaration });
      return { source: await findSource(current().database, id) };
    },
    async 'evidence.readAs'({ source: id, format }) {
      const { database } = current();
      const source = await findSource(database, id);
      if (!source.couldBe.includes(format))
        throw new AftermapError(
          'usage',
          `${source.path} is not one of which the format ${format} is in question.`,
          source.couldBe.length > 0 ? `It could be ${source.couldBe.join(', ')}.` : 'Map its columns instead.',
        );
      await reread(source, { ...(await optionsOf(database, id)), format });
      return { source: await findSource(current().database, id) };
    },
    async 'evidence.findings'() {
      const { connection } = current().database;
      return { findings: await readTimeFindings(connection, await readSources(connection)) };
    },
    async 'evidence.remove'({ source: id }) {
      const source = await findSource(current().database, id);
      await writing(async (changed) => {
        await removeSource(changed, source);
        await bringUpToDate(changed, work());
      });
      return {};
    },
    async 'evidence.rejects'({ source, after, limit }) {
      const { database, records } = current();
      const rows = await query<{ line: number; reason: string }>(database.connection, sql.evidence_rejects, {
        evidence: source,
        after,
        limit,
      });
      const rejects = [];
      for (const row of rows) rejects.push({ ...row, raw: (await records.read(source, row.line)).raw });
      return { rejects };
    },
    'evidence.read': ({ source, line }) => current().records.read(source, line),
  };
}

function checkFormat({ format }: ImportOptions): void {
  if (format !== undefined && !formatIds.includes(format))
    throw new AftermapError('usage', `No format is called “${format}”.`, `The formats are ${formatIds.join(', ')}.`);
}

function checkZone({ zone, utcIsLocal }: ImportOptions): void {
  if (zone !== undefined && !isZone(zone))
    throw new AftermapError(
      'usage',
      `“${zone}” is not a time zone.`,
      'Give an IANA name, e.g. America/New_York or UTC.',
    );
  if (zone === undefined && utcIsLocal)
    throw new AftermapError(
      'usage',
      'Times that say UTC and are local need a zone.',
      'Name the zone in which the clock of the source stood, e.g. Europe/Berlin.',
    );
}
