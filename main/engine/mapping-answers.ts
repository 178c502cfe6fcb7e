import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { methods, MethodName, Output } from '../../shared/api.ts';
import { AftermapError } from '../../shared/failure.ts';
import { mappingToYaml, parseMapping } from '../../shared/mapping/mapping-yaml.ts';
import { mappingProblems } from '../../shared/mapping/problems.ts';
import { mappingName, proposeMapping } from '../../shared/mapping/propose.ts';
import type { Source } from '../../shared/model/evidence.ts';
import type { Mapping } from '../../shared/model/mapping.ts';
import { bringUpToDate, findSource, optionsOf, rereadSource, surveyOf } from './case/change-source.ts';
import type { ImportWork } from './case/import-evidence.ts';
import { dropMapping, keepMapping, readMappings } from './case/mappings.ts';
import type { OpenCase } from './case/open-case.ts';
import type { Database } from './database/connection.ts';
import type { Writing } from './evidence-answers.ts';
import { lookAtFile } from './evidence/look-at-file.ts';
import type { Survey } from './evidence/survey.ts';
import { tryMapping } from './evidence/try-mapping.ts';
import { readSources } from './queries/sources.ts';

type Method = Extract<MethodName, `mapping.${string}` | 'mappings.list'>;
type Answers = {
  readonly [M in Method]: (input: ReturnType<(typeof methods)[M]['input']['parse']>) => Promise<Output<M>>;
};

/** A mapping is tried on so many records while it is made. */
const FIRST_RECORDS = 500;

/**
 * What the engine answers about mappings of columns: proposing, trying, keeping them.
 * @param current the open case
 * @param work how long work is stopped and followed
 */
export function mappingAnswers(
  current: () => OpenCase,
  writing: Writing,
  work: () => Pick<ImportWork, 'signal' | 'onProgress'>,
): Answers {
  let looked: { readonly database: Database; readonly source: Source; readonly survey: Survey } | undefined;

  /** The file of a source, surveyed once for all that is asked of it in a row. */
  const fileOf = async (id: number) => {
    const { database } = current();
    const scratch = join(database.scratch, 'mapping');
    if (looked?.database === database && looked.source.id === id) return { ...looked, scratch };
    const source = await findSource(database, id);
    await rm(scratch, { recursive: true, force: true });
    await mkdir(scratch, { recursive: true });
    looked = { database, source, survey: await surveyOf(source, scratch, { ...work(), work: 'check' }) };
    return { ...looked, scratch };
  };
  const reread = async (changed: Database, sources: readonly Source[], mapping: (source: Source) => Mapping | null) => {
    for (const source of sources) {
      const [said, given] = [await optionsOf(changed, source.id), mapping(source)];
      await rereadSource(changed, source, { ...said, mappings: given ? [given] : undefined }, work());
    }
    await bringUpToDate(changed, work());
  };
  const nowOf = async (sources: readonly Source[]) => {
    const ids = sources.map(({ id }) => id);
    return (await readSources(current().database.connection)).filter(({ id }) => ids.includes(id));
  };

  return {
    async 'mapping.propose'({ source: id, kind, lines }) {
      const { database, source, survey, scratch } = await fileOf(id);
      const look = await lookAtFile(database.connection, survey, scratch, lines);
      return { look, mapping: proposeMapping(look, mappingName(source.path), kind) };
    },
    async 'mapping.try'({ source: id, mapping, whole = false }) {
      check(mapping);
      const { database, source, survey, scratch } = await fileOf(id);
      const { signal, onProgress } = work();
      return tryMapping(database.connection, survey, mapping, {
        scratch,
        signal,
        declared: source.declared,
        ...(whole
          ? {
              onRecords: (done) =>
                onProgress({ work: 'check', step: 'Trying the mapping', done, total: source.records, unit: 'records' }),
            }
          : { limit: FIRST_RECORDS }),
      });
    },
    async 'mapping.apply'({ source: id, mapping }) {
      check(mapping);
      const { database } = current();
      const source = await findSource(database, id);
      const others = (await readSources(database.connection)).filter(
        (each) => each.id !== id && (each.format === 'unknown' || each.format === `mapped:${mapping.name}`),
      );
      const sources = [source, ...others];
      await writing(
        async (changed) => {
          await keepMapping(changed.connection, mapping);
          await reread(changed, sources, (each) => (each.format === 'unknown' && each.id !== id ? null : mapping));
        },
        sources.map(({ path }) => path),
      );
      return { sources: (await nowOf(sources)).filter(({ format }) => format === `mapped:${mapping.name}`) };
    },
    async 'mapping.remove'({ name }) {
      const { database } = current();
      if (!(await readMappings(database.connection)).some((mapping) => mapping.name === name))
        throw new AftermapError('not-found', `The case holds no mapping “${name}”.`, 'See the list of mappings.');
      const sources = (await readSources(database.connection)).filter(({ format }) => format === `mapped:${name}`);
      await writing(
        async (changed) => {
          await dropMapping(changed.connection, name);
          await reread(changed, sources, () => null);
        },
        sources.map(({ path }) => path),
      );
      return { sources: await nowOf(sources) };
    },
    'mappings.list': async () => ({ mappings: await readMappings(current().database.connection) }),
    'mapping.parse': ({ text, file }) => Promise.resolve({ mapping: parseMapping(text, file) }),
    'mapping.yaml': ({ mapping }) => Promise.resolve({ yaml: mappingToYaml(mapping) }),
  };
}

function check(mapping: Mapping): void {
  const [problem] = mappingProblems(mapping);
  if (problem) throw new AftermapError('usage', `${problem.at.join('.')}: ${problem.what}`, problem.remedy);
}
