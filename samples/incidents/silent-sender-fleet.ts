import type { ServicePlan } from '../generator/fleet.ts';
import type { Pair } from '../generator/incident.ts';
import type { Rule } from '../generator/policy-tables.ts';

const NORTH = { tenant: 'parcel-north', namespace: 'sorting' };
const SOUTH = { tenant: 'parcel-south', namespace: 'labelling' };

/** Who runs where: the sorting of one tenant, the labelling of another. */
export const SERVICES: readonly ServicePlan[] = [
  service('board', 'Dispatch Board', NORTH, 1, 0),
  service('orchestrator', 'Line Orchestrator', NORTH, 1, 1),
  service('feed', 'Scan Feed', NORTH, 1, 1),
  service('ledger', 'Parcel Ledger', NORTH, 1, 1),
  service('scale', 'Scale Gateway', NORTH, 1, 0),
  service('maps', 'Route Maps', NORTH, 0, 1),
  service('archive', 'Archive Vault', NORTH, 0, 1),
  service('labels', 'Label Printing', SOUTH, 1, 0),
  service('invoices', 'Freight Invoicing', SOUTH, 0, 1),
];

/** Who asks for whom, how often an hour. */
export const ASKED: readonly (readonly [client: string, server: string, perHour: number])[] = [
  ['board', 'orchestrator', 90],
  ['board', 'ledger', 60],
  ['board', 'maps', 20],
  ['orchestrator', 'feed', 120],
  ['feed', 'ledger', 150],
  ['labels', 'invoices', 40],
  ['labels', 'ledger', 12],
];

/** The scales are reached at an address that stands in the configuration of the feed; the maps are asked for and not used. */
export const CONNECTED: readonly Pair[] = [
  ...ASKED.filter(([, server]) => server !== 'maps').map(([client, server]): Pair => [client, server]),
  ['feed', 'scale'],
];

/** What the architects wrote down. */
export const DECLARED: readonly Pair[] = [
  ['board', 'ledger'],
  ['board', 'maps'],
  ['board', 'orchestrator'],
  ['feed', 'ledger'],
  ['feed', 'scale'],
  ['labels', 'invoices'],
  ['ledger', 'archive'],
  ['orchestrator', 'feed'],
];

export const RULES: readonly Rule[] = [
  { action: 'allow', from: ['tenant', 'parcel-north'], to: ['tenant', 'parcel-north'] },
  { action: 'allow', from: ['tenant', 'parcel-south'], to: ['tenant', 'parcel-south'] },
  { action: 'deny', from: ['tenant', 'parcel-south'], to: ['tenant', 'parcel-north'] },
  { action: 'allow', from: ['service', 'invoices'], to: ['service', 'archive'] },
];

/** What the third rule denies, and was seen. */
export const CROSSINGS: readonly Pair[] = [['labels', 'ledger']];

function service(id: string, name: string, owner: typeof NORTH, east: number, west: number): ServicePlan {
  const copies = Object.fromEntries(Object.entries({ East: east, West: west }).filter(([, n]) => n > 0));
  return { id, name, host: `${id}.depot.example`, ...owner, copies, family: '4', subscriptions: 1, askedBy: 'id' };
}
