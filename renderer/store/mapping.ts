import type { Mapping } from '../../shared/model/mapping.ts';
import type { Declaration, Source } from '../../shared/model/evidence.ts';
import { call, desktop } from '../api.ts';
import { fileName, plural } from '../words/format.ts';
import { attempt } from './case.ts';
import { forget } from './queries.ts';
import { set } from './store.ts';

/** Changes the case from its evidence, with the progress line in sight, and asks everything anew. */
async function changing(step: string, work: () => Promise<unknown>): Promise<boolean> {
  set({ work: { work: 'import', step, done: 0, total: 0, unit: 'steps' }, notice: null });
  const done = await attempt(work);
  set({ work: null });
  forget();
  return done;
}

/** Says what the times of a source mean; it is read anew. */
export const declareTimes = (source: Source, declaration: Declaration): Promise<boolean> =>
  changing(`Reading ${fileName(source.path)}`, async () => {
    await call('evidence.declare', { source: source.id, declaration });
    const undone = Object.keys(declaration).length === 0;
    set({
      notice: {
        tone: 'good',
        message: undone
          ? `Nothing is declared of ${fileName(source.path)} any more.`
          : `${fileName(source.path)} was read anew as declared.`,
        hint: undone ? '' : 'Undo it in the inspector, under Times.',
      },
    });
  });

/** Reads a source of which several formats fit alike as one of them. */
export const readAs = (source: Source, format: string): Promise<boolean> =>
  changing(`Reading ${fileName(source.path)}`, async () => {
    const { source: read } = await call('evidence.readAs', { source: source.id, format });
    set({
      notice: {
        tone: read.problem === null ? 'good' : 'fail',
        message: `${fileName(read.path)} was read as ${format}: ${plural(read.accepted, 'record')} accepted.`,
        hint: '',
      },
    });
  });

/** Declares the first thing that was found of the clocks of sources. */
export const declareFound = (): Promise<boolean> =>
  attempt(async () => {
    const { findings } = await call('evidence.findings', {});
    const { sources } = await call('case.summary', {});
    const source = sources.find(({ id }) => id === findings[0]?.source);
    if (findings[0] && source) await declareTimes(source, findings[0].declaration);
  });

/** Takes a source out of the case. */
export const removeSource = (source: Source): Promise<boolean> =>
  changing('Taking the source out', async () => {
    await call('evidence.remove', { source: source.id });
    set({
      selection: null,
      notice: {
        tone: 'plain',
        message: `${fileName(source.path)} is no longer in the case.`,
        hint: 'The file itself is untouched; add it again to have it back.',
      },
    });
  });

/** Keeps a mapping in the case and reads the source with it. */
export const applyMapping = (source: Source, mapping: Mapping): Promise<boolean> =>
  changing(`Reading ${fileName(source.path)}`, async () => {
    const { sources } = await call('mapping.apply', { source: source.id, mapping });
    const taken = sources.reduce((sum, { accepted }) => sum + accepted, 0);
    set({
      overlay: null,
      notice: {
        tone: 'good',
        message: `${plural(taken, 'record')} taken from ${plural(sources.length, 'file')} with the mapping “${mapping.name}”.`,
        hint: 'The mapping is kept in the case; remove it in the inspector of the source.',
      },
    });
  });

/** Takes a mapping out of the case; what it read is read without it. */
export const removeMapping = (name: string): Promise<boolean> =>
  changing('Reading without the mapping', async () => {
    await call('mapping.remove', { name });
    set({ notice: { tone: 'plain', message: `The mapping “${name}” is no longer in the case.`, hint: '' } });
  });

/** Asks for a mapping file; null where the question was dismissed. Throws where it is wrong. */
export async function openMapping(): Promise<Mapping | null> {
  const opened = await desktop('dialog.openMapping', {});
  return opened === null ? null : (await call('mapping.parse', opened)).mapping;
}

/** Saves a mapping as a file that can be shared. */
export const saveMapping = (mapping: Mapping): Promise<boolean> =>
  attempt(async () => {
    const { yaml } = await call('mapping.yaml', { mapping });
    await desktop('document.saveText', { text: yaml, suggestedName: `${mapping.name}.yaml` });
  });
