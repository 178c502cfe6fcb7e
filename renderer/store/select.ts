import type { Citation } from '../../shared/model/evidence.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { noPlanChoices } from './plan-choices.ts';
import { set, store } from './store.ts';
import type { Selection, View } from './store.ts';

const TRAIL = 30;

/** Shows something in the inspector; what was there before can be gone back to. */
export function select(selection: Selection): void {
  const { selection: before, trail } = store.getState();
  const step = before !== null && subject(before) !== subject(selection) ? [...trail, before].slice(-TRAIL) : trail;
  set({ selection, trail: step, inspector: true });
}

export const selectService = (service: ServiceId): void => select({ kind: 'service', service });

export const selectDependency = (client: ServiceId, server: ServiceId): void =>
  select({ kind: 'dependency', client, server, index: 0 });

/** The dependency that a selection is about, as `client>server`, between services or nodes of the grouped map. */
export function selectedLink(selection: Selection | null): string | null {
  if (selection?.kind === 'group-link') return `${selection.client.id}>${selection.server.id}`;
  return selection?.kind === 'dependency' ? `${selection.client}>${selection.server}` : null;
}

export const selectRecord = ({ source, path, line }: Citation): void => select({ kind: 'record', source, path, line });

/** Back to what the inspector showed before. */
export function back(): void {
  const { trail } = store.getState();
  set({ selection: trail.at(-1) ?? null, trail: trail.slice(0, -1) });
}

/** Another lookup (or connection) of the dependency that is shown, `step` further; it stays within 0 to `count` - 1. */
export function stepThrough(of: 'lookup' | 'connection', step: number, count: number): void {
  const { selection } = store.getState();
  if (selection?.kind !== 'dependency' || count === 0) return;
  const from = of === 'lookup' ? selection.index : (selection.connection ?? 0);
  const to = Math.max(0, Math.min(count - 1, from + step));
  if (to === from) return;
  set({ selection: { ...selection, ...(of === 'lookup' ? { index: to } : { connection: to }) } });
}

/** Shows the lookups of the dependency, or its connections. */
export function showWitness(of: 'lookup' | 'connection'): void {
  const { selection } = store.getState();
  if (selection?.kind !== 'dependency') return;
  const { connection: at = 0, ...rest } = selection;
  set({ selection: of === 'lookup' ? rest : { ...rest, connection: at } });
}

/** Changes the view; what was said about the one before is dismissed, unless it is a failure. */
export function show(view: View): void {
  const { notice } = store.getState();
  set({ view, notice: notice?.tone === 'fail' ? notice : null });
}

/** Makes a service the one under investigation. */
export function investigate(target: ServiceId): void {
  const { plan } = store.getState();
  set({ target, expanded: {}, origin: null, done: [], plan: { ...noPlanChoices, minutes: plan.minutes } });
}

/** The same, and shows what it depends on where the view is not about a target. */
export function investigateOnMap(target: ServiceId): void {
  investigate(target);
  if (['evidence', 'report'].includes(store.getState().view)) show('map');
}

/** What a selection is about, without the place in it. */
function subject(selection: Selection): string {
  if (selection.kind !== 'dependency') return JSON.stringify(selection);
  return JSON.stringify({ ...selection, index: 0, connection: 0 });
}
