import type { CaseSummary } from '../../shared/api.ts';
import type { Source } from '../../shared/model/evidence.ts';
import { AftermapError, toFailure } from '../../shared/failure.ts';
import { isWithoutRecords, NO_RECORDS } from '../../shared/report/no-records.ts';
import { call, desktop } from '../api.ts';
import { count, fileName, plural } from '../words/format.ts';
import { forget, know } from './queries.ts';
import { fresh, set, store } from './store.ts';

/** Opens a case file, or makes it; says so where that fails. */
export async function openCase(path: string, create = false): Promise<boolean> {
  const opened = await attempt(async () => {
    const summary = await call('case.open', create ? { path, create } : { path });
    forget();
    know('case.summary', {}, summary);
    set({ ...fresh, caseOpen: true, notice: null, view: summary.sources.length === 0 ? 'evidence' : 'map' });
  });
  set({ work: null });
  return opened;
}

/** Asks which case to open. */
export async function chooseCase(): Promise<void> {
  await attempt(async () => {
    const { path } = await desktop('dialog.openCase', {});
    if (path !== null) await openCase(path);
  });
}

/** Asks for a case to hold the open one against; it is opened beside it when it is compared. */
export async function chooseAgainstCase(fleet: boolean): Promise<void> {
  await attempt(async () => {
    const { path } = await desktop('dialog.openCase', {});
    if (path !== null) set({ against: { kind: 'case', path, fleet } });
  });
}

/** Asks where a new case goes and makes it; false where the question was dismissed. */
export async function newCase(suggestedName?: string): Promise<boolean> {
  let made = false;
  await attempt(async () => {
    const { path } = await desktop('dialog.newCase', suggestedName === undefined ? {} : { suggestedName });
    made = path !== null && (await openCase(path, true));
  });
  return made;
}

export async function closeCase(): Promise<void> {
  await attempt(async () => {
    await call('case.close', {});
    forget();
    set({ ...fresh, caseOpen: false, notice: null });
  });
}

/** Asks for files or a folder and reads them into the case. */
export async function addEvidence(kind: 'files' | 'folder'): Promise<void> {
  await attempt(async () => {
    const { paths } = await desktop('dialog.addEvidence', { kind });
    await readEvidence(paths);
  });
}

/** Reads files and folders into the case; where none is open, asks where a new one goes. A case file among them is opened. */
export async function readEvidence(paths: readonly string[]): Promise<void> {
  const cases = paths.filter((path) => path.endsWith('.aftermap'));
  const evidence = paths.filter((path) => !path.endsWith('.aftermap'));
  if (cases[0] !== undefined && !(await openCase(cases[0]))) return;
  if (evidence.length === 0) return;
  if (!store.getState().caseOpen && !(await newCase(nameAfter(evidence[0] ?? 'case')))) return;
  set({ work: { work: 'import', step: 'Opening the evidence', done: 0, total: 0, unit: 'files' }, notice: null });
  await attempt(async () => {
    const before = await call('case.summary', {});
    const { sources, leftOut } = await call('evidence.import', { paths: evidence });
    set({ notice: importNotice(sources, before.sources, leftOut) });
  });
  set({ work: null });
  forget();
}

/** The name of a case that begins with a file or folder. */
const nameAfter = (path: string): string => `${fileName(path).replace(/\..*$/, '')}.aftermap`;

/** Stops the running import; what was read before the file in hand stays. */
export const cancelWork = (): Promise<boolean> => attempt(() => call('work.cancel', {}));

/** Re-reads every file of the case and compares; the outcome is a notice. */
export async function verifyCase(): Promise<void> {
  set({ work: { work: 'verify', step: 'Checking the evidence', done: 0, total: 0, unit: 'steps' }, notice: null });
  await attempt(async () => {
    const { ok, checks } = await call('case.verify', {});
    const failed = checks.filter((check) => !check.ok);
    set({
      notice: ok
        ? {
            tone: 'good',
            message: `The case holds: ${plural(checks.length, 'check')} passed.`,
            hint: checks.map((c) => c.name).join(' · '),
          }
        : {
            tone: 'fail',
            message: `${plural(failed.length, 'check')} of ${count(checks.length)} failed.`,
            hint: failed.map((c) => `${c.name}: ${c.detail}`).join('\n'),
          },
    });
  });
  set({ work: null });
}

/** What an import brought to a case that held the sources `before`, in one sentence; `leftOut`: what of the folders was not looked at. */
export function importNotice(
  sources: readonly Source[],
  before: readonly Source[],
  leftOut: readonly string[],
): NonNullable<ReturnType<typeof store.getState>['notice']> {
  const held = new Set(before.filter(({ problem }) => problem === null).map(({ id }) => id));
  const isHeld = ({ id, sameAs }: Source): boolean => sameAs !== null || held.has(id);
  const read = sources.filter((source) => source.problem === null && !isHeld(source));
  const same = sources.filter(isHeld);
  const problems = sources.filter((source) => source.problem !== null);
  const empty = read.filter(isWithoutRecords);
  const rejected = read.reduce((sum, source) => sum + source.rejected, 0);
  const parts = [
    read.length > 0 || same.length === 0
      ? `${plural(read.length, 'file')} read, ${plural(
          read.reduce((sum, source) => sum + source.accepted, 0),
          'record',
        )} accepted`
      : '',
    rejected > 0 ? `${count(rejected)} rejected` : '',
    same.length > 0 ? `${plural(same.length, 'file')} already in the case` : '',
    empty.length > 0 ? `${plural(empty.length, 'file')} without records` : '',
    problems.length > 0 ? `${plural(problems.length, 'file')} not taken` : '',
    leftOut.length > 0 ? `${count(leftOut.length)} left out, hidden or links to folders` : '',
  ].filter((part) => part !== '');
  const first = problems[0];
  const hint = first
    ? `${fileName(first.path)}: ${first.problem}`
    : empty[0]
      ? `${fileName(empty[0].path)} ${NO_RECORDS}.`
      : rejected > 0
        ? 'Select a source to see the lines that were rejected, and why.'
        : '';
  return {
    tone: problems.length > 0 ? 'fail' : rejected + empty.length > 0 ? 'plain' : 'good',
    message: `${parts.join(', ')}.`,
    hint,
  };
}

/** The case of a summary, as the head of the window names it. */
export const caseName = (summary: CaseSummary): string => summary.name || fileName(summary.path);

/** Runs something that may fail; a failure becomes the notice. True where it went well. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof AftermapError && error.code === 'cancelled') {
      set({
        notice: {
          tone: 'plain',
          message: 'Cancelled.',
          hint: 'Files that were read completely stay in the case; the one in hand left nothing behind.',
        },
      });
      return false;
    }
    const { message, hint } = toFailure(error);
    set({ notice: { tone: 'fail', message, hint } });
    return false;
  }
}
