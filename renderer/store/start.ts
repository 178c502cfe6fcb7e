import type { Opening } from '../../shared/desktop-api.ts';
import type { Failure } from '../../shared/failure.ts';
import { desktop, on } from '../api.ts';
import { runNamed } from '../commands.ts';
import { attempt, openCase, readEvidence } from './case.ts';
import { forget } from './queries.ts';
import { fresh, set, store } from './store.ts';
import type { Notice } from './store.ts';

/** Listens to main, and opens what the program was started with. */
export function start(): void {
  on('progress', (work) => set({ work }));
  on('command', ({ name }) => runNamed(name));
  on('theme', ({ theme }) => set({ theme }));
  on('paths', (opening) => void open(opening));
  on('engine', ({ lost }) => {
    forget();
    if (lost) set({ ...fresh, caseOpen: false });
    set({ work: null, notice: lost ? caseLost(lost) : restarted(store.getState().caseOpen) });
  });
  void attempt(async () => {
    const launch = await desktop('app.launch', {});
    set({ theme: launch.theme });
    await open(launch.opening);
  });
}

const restarted = (caseOpen: boolean): Notice => ({
  tone: 'plain',
  message: `The engine stopped and was started again.${caseOpen ? ' The case is open as it was.' : ''}`,
  hint: caseOpen ? 'What was shown is being asked again.' : '',
});

const caseLost = ({ message, hint }: Failure): Notice => ({
  tone: 'fail',
  message: `The engine stopped and was started again, but the case did not open: ${message}`,
  hint,
});

async function open(opening: Opening): Promise<void> {
  // A case that is named beside evidence may be one that begins with it.
  const create = opening.evidence.length > 0;
  if (opening.case !== null && !(await openCase(opening.case, create))) return;
  if (opening.evidence.length > 0) await readEvidence(opening.evidence);
}
