import type { Grouping } from './grouping.ts';
import { set, store } from './store.ts';

/** Changes how Map groups. */
export function setGrouping(change: Partial<Grouping>): void {
  set({ grouping: { ...store.getState().grouping, ...change } });
}

/** Shows the services of a group one by one, or folds them again. */
export function toggleGroup(id: string): void {
  const { open } = store.getState().grouping;
  setGrouping({ open: open.includes(id) ? open.filter((one) => one !== id) : [...open, id] });
}
