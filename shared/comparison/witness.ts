import type { ComparedSide, DependencyChange } from '../model/comparison.ts';
import type { ServiceId } from '../model/map.ts';
import type { TimeWindow } from '../model/time.ts';
import type { Coverage } from './coverage.ts';
import { opposite, type Found } from './found.ts';
import type { End, Use, UseIndex } from './uses.ts';

/** What a window has to say about causes. */
export interface Witness {
  readonly window: TimeWindow;
  readonly uses: UseIndex;
  readonly coverage: (client: ServiceId) => Coverage;
  /** Logs of the client in the other window that nothing continues in this one. */
  readonly lostLogs: (client: ServiceId) => readonly string[];
  /** Services of which the inventories of the window hold an instance or address for certain. */
  readonly present: ReadonlySet<ServiceId>;
}
export type Witnesses = Readonly<Record<ComparedSide, Witness>>;

/** A dependency in both windows. */
export type Pair = Pick<DependencyChange, 'client' | 'server' | 'window' | 'against'>;

/** The uses that show the dependency in one window: those that led to the server; else those that asked for a name of it in vain. */
export function usesOf({ client, server }: Pair, side: ComparedSide, witnesses: Witnesses): readonly Use[] {
  const { uses } = witnesses[side];
  const led = uses.ofPair(client, server);
  if (led.length > 0) return led;
  const names = [...witnesses.window.uses.namesOf(server), ...witnesses.against.uses.namesOf(server)];
  return [...new Set(names)].flatMap((name) => uses.asked(client, name).filter(({ addressed }) => !addressed));
}

export const namesOf = (uses: readonly Use[]): readonly string[] => [...new Set(uses.map(({ name }) => name))].sort();

/** The lookup of a use that lies nearest to the other window: its last where that is later, else its first. */
export function nearest(use: Use, witnesses: Witnesses): readonly Found['lookups'][number][] {
  const later = witnesses[opposite(use.side)].window.from > witnesses[use.side].window.from;
  return [{ side: use.side, ...(later ? use.last : use.first) }];
}

/** One lookup of the use that most answers show. */
export function sample(uses: readonly Use[], witnesses: Witnesses): readonly Found['lookups'][number][] {
  const most = uses.toSorted((a, b) => b.answers - a.answers)[0];
  return most ? nearest(most, witnesses) : [];
}

/** Whether both ends have one owner for certain. */
export const isCertain = ({ client, server }: Use): boolean => client.certain && server?.certain === true;

export const endsOf = (use: Use): readonly (readonly ['client' | 'server', End])[] => [
  ['client', use.client],
  ...(use.server ? [['server', use.server] as const] : []),
];
export const weightOf = (uses: readonly Use[]): number => uses.reduce((sum, { answers }) => sum + answers, 0);
