import type { Opening } from '../../shared/desktop-api.ts';
import { desktop, on } from '../api.ts';
import { runNamed } from '../commands.ts';
import { attempt, openCase, readEvidence } from './case.ts';
import { forget } from './queries.ts';
import { set } from './store.ts';

/** Listens to main, and opens what the program was started with. */
export function start(): void {
  on('progress', (work) => set({ work }));
  on('command', ({ name }) => runNamed(name));
  on('theme', ({ theme }) => set({ theme }));
  on('paths', (opening) => void open(opening));
  on('engine', ({ message }) => {
    forget();
    set({ work: null, notice: { tone: 'plain', message, hint: 'What was shown is being asked again.' } });
  });
  void attempt(async () => {
    const launch = await desktop('app.launch', {});
    set({ theme: launch.theme });
    await open(launch.opening);
  });
}

async function open(opening: Opening): Promise<void> {
  // A case that is named beside evidence may be one that begins with it.
  const create = opening.evidence.length > 0;
  if (opening.case !== null && !(await openCase(opening.case, create))) return;
  if (opening.evidence.length > 0) await readEvidence(opening.evidence);
}
