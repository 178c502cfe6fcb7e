import { MINUTE, SECOND, type Micros, type TimeWindow } from '../../shared/model/time.ts';
import type { Random } from './random.ts';
import type { Cell, Line, Table } from './tables.ts';
import { liveAt } from './traffic.ts';
import type { Fleet, Instance } from './world.ts';

/** What socket logs of a fleet are like. */
export interface SocketPlan {
  /** Connections of each pair, on average. */
  readonly perPair: number;
  /** How hosts record: every connection when it begins (`events`), what is open every so often (`snapshots`), or some hosts so, some so. */
  readonly logs: 'events' | 'snapshots' | 'mixed';
  /** Time between snapshots. */
  readonly every: Micros;
  /** Whether records say which end connected; else only listening sockets tell. */
  readonly roles: boolean;
  /** Share of instances whose listening sockets no log shows: none as a rule. */
  readonly unlistened?: number;
  readonly form: 'csv' | 'ndjson';
}

/** A dependency as the socket logs show it: connections of which at least one record exists. */
export interface TrueConnections {
  readonly client: string;
  readonly server: string;
  readonly connections: number;
  readonly first: Micros;
  readonly last: Micros;
}

/** A connection of which at least one record exists: who connected to whom, and whether a record shows that the server's end is listened on. */
export interface TrueEnds {
  readonly client: string;
  readonly server: string;
  readonly listened: boolean;
}

interface Link {
  readonly client: Instance;
  readonly server: Instance;
  readonly from: readonly [ip: string, port: number];
  readonly to: readonly [ip: string, port: number];
  readonly begin: Micros;
  readonly end: Micros;
}

const COLUMNS = ['timestamp', 'host', 'src_ip', 'src_port', 'dst_ip', 'dst_port', 'protocol', 'pid', 'process_name', 'role'];

/** Socket logs of both ends of random connections between pairs of services, with the listening socket of every server; and the truth of them. */
export function socketTables(
  random: Random,
  { fleet, span, pairs }: { readonly fleet: Fleet; readonly span: TimeWindow; readonly pairs: readonly Pair[] },
  plan: SocketPlan,
): { readonly tables: readonly Table[]; readonly truth: readonly TrueConnections[]; readonly ends: readonly TrueEnds[] } {
  const links = decideLinks(random, fleet, span, pairs, plan);
  const snaps = ({ sourceId }: Instance): boolean =>
    plan.logs === 'snapshots' || (plan.logs === 'mixed' && Number.parseInt(sourceId.slice(-1), 16) % 2 === 0);
  const times = (instance: Instance, { begin, end }: Link): Micros[] =>
    snaps(instance) ? instantsOf(span, plan.every).filter((at) => begin <= at && at <= end) : [begin];
  const records = links.flatMap((link, n) => [
    ...times(link.client, link).map((at) => ({ link, at, listens: false, line: lineOf(link, 'client', at, n, plan) })),
    ...times(link.server, link).map((at) => ({ link, at: at + 2000, listens: plan.roles, line: lineOf(link, 'server', at + 2000, n, plan) })),
  ]);
  const hiding = random.fork('unlistened');
  const shown = new Set(fleet.instances.filter(() => !hiding.chance(plan.unlistened ?? 0)));
  const listening = [...shown].flatMap((instance) => listeningLines(instance, span));
  const table = { form: plan.form, format: 'canonical-connection', kind: 'connection', columns: COLUMNS } as const;
  const lines = [...listening, ...records.map(({ line }) => line)].sort(() => random.next() - 0.5);
  const cut = Math.floor(lines.length / 2);
  return {
    tables: [
      { ...table, path: `sockets-a.${plan.form}`, lines: lines.slice(0, cut) },
      { ...table, path: `sockets-b.${plan.form}`, lines: lines.slice(cut) },
    ],
    truth: truthOf(records),
    ends: endsOf(records, (server) => shown.has(server)),
  };
}

type Pair = readonly [client: string, server: string];

function decideLinks(random: Random, fleet: Fleet, span: TimeWindow, pairs: readonly Pair[], plan: SocketPlan): Link[] {
  const lastPort = new Map<string, number>();
  return pairs.flatMap(([clientId, serverId]) =>
    Array.from({ length: random.between(1, 2 * plan.perPair - 1) }, () => {
      const begin = span.from + random.int((span.to - span.from) / 1000) * 1000;
      const [clients, servers] = [liveAt(fleet, clientId, begin), liveAt(fleet, serverId, begin)];
      if (clients.length === 0 || servers.length === 0) return [];
      const [client, server] = [random.pick(clients), random.pick(servers)];
      const family = client.ip4 !== null && server.ip4 !== null ? 'ip4' : 'ip6';
      const [own, far] = [client[family], server[family]];
      if (own === null || far === null) return [];
      // Both ends stay whose they are while it lasts; half a second more, for the record at the other end.
      const most = Math.min(client.to, server.to, span.to) - begin - SECOND;
      if (most <= 0) return [];
      const length = random.chance(0.5) ? random.int(20) * SECOND : random.int(90) * MINUTE;
      const port = (lastPort.get(own) ?? 32_768) + 1;
      lastPort.set(own, port);
      const link: Link = { client, server, from: [own, port], to: [far, portOf(serverId)], begin, end: begin + Math.min(length, most) };
      return [link];
    }).flat(),
  );
}

/** The port that a service listens on: well known, registered with nobody, or where others have their ephemeral ports. */
function portOf(service: string): number {
  const n = [...service].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return [443, 12_000 + n, 45_000 + n][n % 3] ?? 443;
}

function instantsOf({ from, to }: TimeWindow, every: Micros): Micros[] {
  return Array.from({ length: Math.floor((to - from) / every) }, (_, n) => from + n * every);
}

function lineOf(link: Link, end: 'client' | 'server', at: Micros, n: number, { roles }: SocketPlan): Line {
  const { client, server, from, to } = link;
  const [host, near, far] = end === 'client' ? [client.sourceId, from, to] : [server.sourceId, to, from];
  const role = roles ? (end === 'client' ? 'connect' : 'listen') : 'unknown';
  const cells: Cell[] = [at, host, near[0], String(near[1]), far[0], String(far[1]), 'tcp', String(1000 + (n % 7)), end, role];
  return { id: cells.join(','), cells };
}

/** One sighting of the listening socket in each time in which an instance holds its addresses. */
function listeningLines({ owner, sourceId, ip4, ip6, from, to }: Instance, span: TimeWindow): Line[] {
  const at = Math.max(from, span.from);
  if (owner.kind !== 'service' || at >= Math.min(to, span.to)) return [];
  return [ip4, ip6].flatMap((ip) => {
    if (ip === null) return [];
    const cells: Cell[] = [at, sourceId, ip, String(portOf(owner.service)), '', '', 'tcp', '1', 'server', 'listen'];
    return [{ id: cells.join(','), cells }];
  });
}

function truthOf(records: readonly { readonly link: Link; readonly at: Micros }[]): TrueConnections[] {
  const pairs = new Map<string, { client: string; server: string; links: Set<Link>; first: Micros; last: Micros }>();
  for (const { link, at } of records) {
    const [client, server] = [serviceOf(link.client), serviceOf(link.server)];
    const known = pairs.get(`${client} ${server}`) ?? { client, server, links: new Set(), first: Infinity, last: -Infinity };
    known.links.add(link);
    pairs.set(`${client} ${server}`, { ...known, first: Math.min(known.first, at), last: Math.max(known.last, at) });
  }
  return [...pairs.values()]
    .map(({ links, ...pair }) => ({ ...pair, connections: links.size }))
    .sort((a, b) => (`${a.client} ${a.server}` < `${b.client} ${b.server}` ? -1 : 1));
}

/** Every connection with a record; its server's end is listened on where its own log says so, of the socket or of any connection to it. */
function endsOf(records: readonly { readonly link: Link; readonly listens: boolean }[], shown: (server: Instance) => boolean): TrueEnds[] {
  const heard = new Map<Instance, Set<string>>();
  for (const { link } of records.filter(({ listens }) => listens))
    heard.set(link.server, (heard.get(link.server) ?? new Set()).add(link.to[0]));
  return [...new Set(records.map(({ link }) => link))].map(({ from, to, server }) => {
    const listened = shown(server) || (heard.get(server)?.has(to[0]) ?? false);
    return { client: from.join(' '), server: to.join(' '), listened };
  });
}

function serviceOf({ owner }: Instance): string {
  if (owner.kind !== 'service') throw new Error('Only services connect.');
  return owner.service;
}
