import { desktop } from '../api.ts';
import { attempt } from './case.ts';
import { set, store } from './store.ts';

const next = { system: 'light', light: 'dark', dark: 'system' } as const;

/** From the system's theme to light, to dark, and back. */
export async function nextTheme(): Promise<void> {
  await attempt(async () => set(await desktop('window.theme', { theme: next[store.getState().theme] })));
}
