import { HOUR, fromIso } from '../../shared/model/time.ts';
import { dnsTables, exportAgain, type DnsForm, type DnsForms } from './dns-tables.ts';
import { fileOf, type EvidenceFile } from './files.ts';
import { buildFleet, handOver, type FleetPlan, type ServicePlan } from './fleet.ts';
import { fleetTables } from './fleet-tables.ts';
import { randomGraph, type Call } from './graph.ts';
import { truthOf, type Truth } from './incident.ts';
import { edgeLookups, subscriptionOf } from './oddities.ts';
import { seeded, type Random } from './random.ts';
import { socketTables, type SocketPlan, type TrueConnections, type TrueEnds } from './socket-tables.ts';
import type { Line, Table } from './tables.ts';
import { fromStrangers, lookupsOf, outsideLookups, type Fate, type Scene } from './traffic.ts';
import type { Fleet, Lookup } from './world.ts';

/** What a random incident is like. Shares are between 0 and 1. */
export interface IncidentOptions {
  readonly seed: string;
  readonly services: number;
  readonly hours: number;
  /** About how many. */
  readonly lookups: number;
  /** Replacements of each instance, on average, and how often they take over another service's address. */
  readonly replacements: number;
  readonly addressReuse: number;
  /** Subscriptions that pass to another service. */
  readonly handOvers: number;
  /** Share of lookups without a response, and of those without a request. */
  readonly missingResponses: number;
  readonly missingRequests: number;
  /** Share of lookups that end in SERVFAIL or REFUSED. */
  readonly errors: number;
  /** Share of records that stand in the evidence twice, within a file or in another. */
  readonly repeats: number;
  /** Mixed case, trailing dots, zone offsets, epoch times, long forms of addresses, lines out of order, broken lines. */
  readonly spellingVariants: boolean;
  readonly requestIds: boolean;
  /** Share of services that have IPv6 addresses, some of them no others. */
  readonly ipv6: number;
  /** Share of lookups that lead to no service, and of those asked by machines that no inventory knows. */
  readonly outside: number;
  readonly strangers: number;
  /** Services that depend on each other in a loop. */
  readonly cycles: number;
  readonly form: 'csv' | 'ndjson';
  /** Socket logs beside the query logs: none as a rule. `unasked`: pairs of services that connect and never ask the DNS. */
  readonly sockets?: Omit<SocketPlan, 'form'> & { readonly unasked: number };
}

const USUAL: Omit<IncidentOptions, 'seed'> = {
  services: 12,
  hours: 2,
  lookups: 3000,
  replacements: 1.5,
  addressReuse: 0.8,
  handOvers: 1,
  missingResponses: 0.02,
  missingRequests: 0.02,
  errors: 0.01,
  repeats: 0.05,
  spellingVariants: true,
  requestIds: true,
  ipv6: 0.3,
  outside: 0.15,
  strangers: 0.02,
  cycles: 1,
  form: 'csv',
};

/** A random incident with its evidence and its exact truth, all from the seed. */
export function generateIncident(options: Partial<IncidentOptions> & { readonly seed: string }): {
  readonly files: readonly EvidenceFile[];
  readonly truth: Truth;
  /** What the socket logs show. */
  readonly connections: readonly TrueConnections[];
  readonly ends: readonly TrueEnds[];
} {
  const chosen = { ...USUAL, ...options };
  const random = seeded(`incident ${chosen.seed}`);
  const from = fromIso('2026-04-01T08:00:00Z') ?? 0;
  const span = { from, to: from + Math.round(chosen.hours * HOUR) };
  const services = Array.from({ length: chosen.services }, (_, i) => randomService(random, chosen, i));
  const fleet = movedFleet(random, chosen, { services, span, sources: random.pick(['container', 'vm']), replacements: chosen.replacements, reuse: chosen.addressReuse });
  const spacing = chosen.requestIds ? 0 : 35_000_000;
  const scene: Scene = { fleet, span, grain: () => 1000, spacing, log: () => 'all' };
  const graph = randomGraph(random.fork('graph'), services, chosen.cycles);
  const lookups = decideLookups(random, chosen, scene, graph);
  const source = fleet.vms.some(({ sourceId }) => sourceId.startsWith('i-')) ? 'vm' : 'container';
  const dns = dnsTables(random.fork('files'), lookups, formsFor(random, chosen, source));
  const inventories = fleetTables(fleet, `${source}_id`, { form: chosen.form });
  const sockets = chosen.sockets
    ? socketTables(random.fork('sockets'), { fleet, span, pairs: connectedPairs(random.fork('unasked'), graph, services, chosen.sockets.unasked) }, { ...chosen.sockets, form: chosen.form })
    : { tables: [], truth: [], ends: [] };
  const tables = [...dns, ...inventories, ...sockets.tables].flatMap((table) => repeated(random, chosen.repeats, table));
  const truth = truthOf({ name: 'random', seed: chosen.seed, span, services, lookups, tables, expected: null });
  return { files: tables.map(fileOf), truth, connections: sockets.truth, ends: sockets.ends };
}

/** Who connects: two of three pairs that also ask, so that some are seen by lookups alone, and a few that never ask. */
function connectedPairs(random: Random, graph: readonly Call[], services: readonly ServicePlan[], unasked: number): (readonly [string, string])[] {
  const asking = graph.filter(() => random.chance(2 / 3)).map(({ client, server }) => [client, server] as const);
  const others = Array.from({ length: unasked }, () => random.sample(services, 2).map(({ id }) => id)).flatMap(([client, server]) => {
    const known = graph.some((call) => call.client === client && call.server === server);
    return client === undefined || server === undefined || known ? [] : [[client, server] as const];
  });
  return [...new Map([...asking, ...others].map((pair) => [pair.join(' '), pair])).values()];
}

function randomService(random: Random, { ipv6, requestIds }: IncidentOptions, i: number): ServicePlan {
  const id = `s${String(i).padStart(3, '0')}`;
  const copies = Object.fromEntries(random.sample(['North', 'East', 'South'], random.between(1, 2)).map((region) => [region, random.between(1, 2)]));
  const family = random.chance(ipv6) ? random.pick(['46', '6'] as const) : '4';
  const askedBy = requestIds && random.chance(0.15) ? 'ip' : 'id';
  return { id, name: `Service ${id.slice(1)}`, host: `${id}.fleet.example`, copies, family, subscriptions: random.between(1, 2), askedBy };
}

function movedFleet(random: Random, { handOvers }: IncidentOptions, plan: FleetPlan): Fleet {
  // A service keeps a subscription of its own, so that it has instances before and after.
  const givers = random.sample(plan.services.filter(({ subscriptions, copies }) => subscriptions > 1 && total(copies) > 1), handOvers);
  return givers.reduce((fleet, giver) => {
    const others = plan.services.filter(({ id, askedBy }) => id !== giver.id && askedBy === giver.askedBy);
    const minutes = Math.floor((plan.span.to - plan.span.from) / 60_000_000);
    const at = plan.span.from + random.between(Math.floor(minutes / 4), Math.floor((minutes * 3) / 4)) * 60_000_000;
    return others.length === 0 ? fleet : handOver(fleet, subscriptionOf(fleet, giver.id), random.pick(others).id, at);
  }, buildFleet(random.fork('fleet'), plan));
}

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

function decideLookups(random: Random, options: IncidentOptions, scene: Scene, graph: readonly Call[]): Lookup[] {
  const { services, span } = { services: scene.fleet.services, span: scene.span };
  const hours = (span.to - span.from) / HOUR;
  const weights = graph.reduce((sum, { weight }) => sum + weight, 0);
  const perHour = (options.lookups * (1 - options.outside)) / hours / weights;
  const hostOf = (id: string): string => services.find((one) => one.id === id)?.host ?? '';
  const edges = graph.flatMap(({ client, server, weight }) => {
    const traffic = { client, name: hostOf(server), hosts: [server], perHour: Math.max(2 / hours, weight * perHour), fate: fateOf(options) };
    return lookupsOf(random.fork(`${client} ${server}`), scene, traffic);
  });
  const outside = services.flatMap(({ id, host }) =>
    outsideLookups(random.fork(`outside ${id}`), scene, id, (options.lookups * options.outside) / hours / services.length, {
      missing: [`${host}.search.example`, 'nowhere.search.example'],
      external: ['one.example.com', 'two.example.net'],
    }),
  );
  const answered = edges.filter(({ code, requestMissing }) => code === 'NOERROR' && !requestMissing);
  // Each stranger asks once, so that logs without request ids still pair in one way only.
  const strangers = random.fork('strangers');
  const unknown = strangers.sample(answered, Math.round(edges.length * options.strangers)).flatMap((lookup) => {
    return fromStrangers(strangers, [lookup], [strangers.hex(32)]);
  });
  const watcher = graph[0]?.client ?? '';
  const atEdges = options.requestIds ? edgeLookups(random.fork('edges'), scene, watcher, hostOf) : [];
  return [...edges, ...outside, ...unknown, ...atEdges];
}

function fateOf({ missingResponses, missingRequests, errors }: IncidentOptions): (random: Random) => Fate {
  return (random) => {
    const draw = random.next();
    if (draw < missingResponses) return 'no response';
    if (draw < missingResponses + missingRequests) return 'no request';
    if (draw < missingResponses + missingRequests + errors) return random.pick(['SERVFAIL', 'REFUSED']);
    return random.chance(0.03) ? 'no address' : 'answered';
  };
}

function formsFor(random: Random, { requestIds, spellingVariants, form }: IncidentOptions, source: 'container' | 'vm'): (lookup: Lookup) => DnsForms {
  const variants = ['a', 'b'].map((part): DnsForms => {
    const plain = { form, ids: requestIds, source: `source_${source}_id` } as const;
    const spell = (): Partial<DnsForm> =>
      spellingVariants
        ? {
            mixedCase: random.chance(0.5),
            dots: random.chance(0.5),
            longAddresses: random.chance(0.5),
            offset: random.pick([0, 330, -210, -480]),
            epoch: random.chance(0.3),
            unsorted: random.chance(0.5),
            torn: random.int(4),
            openEnd: random.chance(0.3),
          }
        : {};
    const pack: { pack: 'gz' } | object = random.chance(0.3) ? { pack: 'gz' } : {};
    const path = (kind: string): string => `${kind}-${part}.${form}${'pack' in pack ? '.gz' : ''}`;
    return { request: { ...plain, ...spell(), ...pack, path: path('requests') }, response: { ...plain, ...spell(), ...pack, path: path('responses') } };
  });
  return ({ id }) => variants[id.charCodeAt(0) % 2] as DnsForms;
}

/** The table with some of its records twice, and a second file with some of them again. */
function repeated(random: Random, share: number, table: Table): Table[] {
  if (share === 0) return [table];
  const twice = table.lines.flatMap((line): Line[] => ('id' in line && random.chance(share / 2) ? [line, line] : [line]));
  const dotted = table.path.indexOf('.');
  const path = `${table.path.slice(0, dotted)}-again${table.path.slice(dotted)}`;
  const again = exportAgain(table, { ...table, path }, -Infinity, Infinity).lines.filter(() => random.chance(share / 2));
  // The cut end of a file is its last line; nothing is put after it.
  const first = table.openEnd ? table : { ...table, lines: twice };
  return again.length === 0 ? [first] : [first, { ...table, path, openEnd: false, lines: again }];
}
