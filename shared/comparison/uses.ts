import type { ComparedSide } from '../model/comparison.ts';
import type { ServiceId } from '../model/map.ts';
import type { Micros } from '../model/time.ts';
import { groupBy } from '../graph/group.ts';

/**
 * What the records of the other window say of a source or an address: the same; another region; its owner belongs to another service by the service
 * tree; another owner by the inventory; no inventory record of it; nor a service of its subscription.
 */
export type EndChange = 'same' | 'region' | 'tree' | 'inventory' | 'absent' | 'unassigned';

/** One end of some lookups: who owned it then, and who owned it by the records of the other window. */
export interface End {
  /** One service, several where contested, none where unowned. */
  readonly services: readonly ServiceId[];
  readonly certain: boolean;
  readonly other: readonly ServiceId[];
  readonly change: EndChange;
  /** An example, as a segment of its own case, and the segment of the same key in the other window, where there is one. */
  readonly segment: number;
  readonly otherSegment: number | null;
  /** The service-tree record of the other window that says whose its subscription was, where the key has no record. */
  readonly tree: { readonly source: number; readonly line: number } | null;
}

export interface Moment {
  readonly time: Micros;
  readonly lookup: number;
}

/** The lookups of one name by sources of one kind in one window. */
export interface Use {
  readonly side: ComparedSide;
  readonly name: string;
  readonly client: End;
  /** Null where no answer is in the inventories. */
  readonly server: End | null;
  readonly addressed: boolean;
  readonly answers: number;
  readonly first: Moment;
  readonly last: Moment;
}

/** The uses of a window by what they show. */
export interface UseIndex {
  readonly ofPair: (client: ServiceId, server: ServiceId) => readonly Use[];
  readonly asked: (client: ServiceId, name: string) => readonly Use[];
  /** Uses that would be of this pair by the records of the other window, whosever they are by their own. */
  readonly byOtherRecords: (client: ServiceId, server: ServiceId, name: string) => readonly Use[];
  /** Names that led to a service. */
  readonly namesOf: (server: ServiceId) => ReadonlySet<string>;
}

export function indexUses(uses: readonly Use[]): UseIndex {
  const own = listed(uses, ({ client, server }) => pairs(client.services, server?.services ?? []));
  const asked = listed(uses, ({ client, name }) => client.services.map((service) => `${service}\n${name}`));
  const other = listed(uses, ({ client, server, name }) =>
    pairs(client.other, server?.other ?? []).map((pair) => `${pair}\n${name}`),
  );
  const names = listed(uses, ({ server }) => server?.services ?? []);
  return {
    ofPair: (client, server) => own.get(`${client}\n${server}`) ?? [],
    asked: (client, name) => asked.get(`${client}\n${name}`) ?? [],
    byOtherRecords: (client, server, name) => other.get(`${client}\n${server}\n${name}`) ?? [],
    namesOf: (server) => new Set((names.get(server) ?? []).map(({ name }) => name)),
  };
}

/** The pairs of services that two ends make, as keys. */
export function pairs(clients: readonly ServiceId[], servers: readonly ServiceId[]): readonly string[] {
  return clients.flatMap((client) =>
    servers.filter((server) => server !== client).map((server) => `${client}\n${server}`),
  );
}

function listed(uses: readonly Use[], keysOf: (use: Use) => readonly string[]): ReadonlyMap<string, readonly Use[]> {
  const entries = uses.flatMap((use) => keysOf(use).map((key) => ({ key, use })));
  return new Map([...groupBy(entries, ({ key }) => key)].map(([key, found]) => [key, found.map(({ use }) => use)]));
}
