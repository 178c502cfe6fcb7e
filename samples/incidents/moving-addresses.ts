import { HOUR, MINUTE, SECOND, type Micros } from '../../shared/model/time.ts';
import { dnsTables, exportAgain, type DnsForm, type DnsForms } from '../generator/dns-tables.ts';
import { filesOf } from '../generator/files.ts';
import { fleetTables } from '../generator/fleet-tables.ts';
import { healthTable, onsetOf, probe, troubleBy } from '../generator/health-tables.ts';
import { truthOf, type Expected, type Incident } from '../generator/incident.ts';
import { edgeLookups, plainLookup } from '../generator/oddities.ts';
import { seeded, type Random } from '../generator/random.ts';
import { deliveredAgain, route53Tables } from '../generator/route53.ts';
import type { FileForm, Table } from '../generator/tables.ts';
import { fromStrangers, instants, lookupsOf, outsideLookups, type Fate, type Scene, type Traffic } from '../generator/traffic.ts';
import type { Fleet, Instance, Lookup, Owner } from '../generator/world.ts';
import { at, hostOf, HAND_OVER, movingFleet, SERVICES, SPAN, type MovingFleet } from './moving-addresses-fleet.ts';
import { story } from './moving-addresses-story.ts';

const EDGES: readonly (readonly [client: string, server: string, perHour: number])[] = [
  ['parcel-desk', 'route-planner', 150],
  ['parcel-desk', 'depots', 90],
  ['parcel-desk', 'rates', 70],
  ['parcel-desk', 'billing', 40],
  ['parcel-desk', 'signal', 20],
  ['route-planner', 'tracking', 130],
  ['route-planner', 'depots', 60],
  ['route-planner', 'customs', 50],
  ['customs', 'rates', 30],
  ['customs', 'relay', 25],
  ['border', 'rates', 30],
  ['border', 'relay', 20],
  ['rates', 'signal', 15],
  ['billing', 'archive', 35],
  ['billing', 'relay', 25],
  ['scanner', 'tracking', 60],
  ['scanner', 'images', 30],
  ['labels', 'tracking', 25],
  ['labels', 'images', 45],
  ['lockers', 'tracking', 50],
  ['lockers', 'signal', 15],
  ['drivers', 'route-planner', 60],
  ['drivers', 'images', 25],
];

/** Which log a client's lookups stand in: with request ids, without, or AWS's own. */
const LOGS: Readonly<Record<string, string>> = {
  'parcel-desk': 'ids', yard: 'ids', customs: 'ids', scanner: 'ids', labels: 'ids',
  'route-planner': 'aws', billing: 'aws', drivers: 'aws',
};
const logOf = (client: string): string => LOGS[client] ?? 'bare';
const AWS = { account: '100000000017', region: 'harbour-1', vpc: 'vpc-0c51e7a2' };

/** Addresses, VMs and a subscription that change hands, so that a join without time gives a wrong map. */
export async function movingAddresses(seed = 'moving-addresses'): Promise<Incident> {
  const random = seeded(seed);
  const moving = movingFleet(random);
  const scene: Scene = {
    fleet: moving.fleet,
    span: SPAN,
    grain: (client) => (logOf(client) === 'aws' ? SECOND : 1000),
    spacing: 35 * SECOND,
    log: logOf,
  };
  const lookups = decideLookups(random, scene, moving);
  const [aws, canonical] = [lookups.filter(({ log }) => log === 'aws'), lookups.filter(({ log }) => log !== 'aws')];
  const resolver = random.fork('resolver');
  const delivered = route53Tables(resolver, aws, AWS, 2 * HOUR, addressOf(moving.fleet));
  const [, second] = delivered;
  const tables = [
    ...withSecondExport(dnsTables(random.fork('files'), canonical, formsOf)),
    ...delivered,
    ...(second ? [deliveredAgain(resolver, second, 0.2)] : []),
    ...fleetTables(moving.fleet, 'vm_id', { form: 'csv' }),
    healthTable({ path: 'health.csv', form: 'csv', offset: -300 }, SPAN, SIGNALS),
  ].map(tornTail);
  const truth = truthOf({ name: 'moving-addresses', seed, span: SPAN, services: SERVICES, lookups, tables, expected: EXPECTED });
  return { files: await filesOf(tables), rules: [], truth, story: story(truth, moving.fleet) };
}

function decideLookups(random: Random, scene: Scene, moving: MovingFleet): Lookup[] {
  const go = (traffic: Traffic): Lookup[] => lookupsOf(random.fork(`${traffic.client} ${traffic.name}`), scene, traffic);
  const edges = EDGES.flatMap(([client, server, perHour]) =>
    go({ client, name: hostOf(server), hosts: [server], perHour, fate: fateOf(client, server) }),
  );
  const oldName = { name: 'clearance.parcels.example', hosts: ['customs', 'border'], only: (one: Instance) => one.subscription === moving.handedOver };
  const special = [
    ...go({ client: 'route-planner', ...oldName, perHour: 40 }),
    ...go({ client: 'parcel-desk', ...oldName, perHour: 30 }),
    ...go({ client: 'yard', name: 'quote.parcels.example', hosts: ['rates', 'depots'], perHour: 30 }),
    ...go({ client: 'tracking', name: hostOf('tracking'), hosts: ['tracking'], perHour: 20 }),
  ];
  const outside = SERVICES.flatMap(({ id, host }) =>
    outsideLookups(random.fork(`outside ${id}`), scene, id, 15, {
      missing: [`${host}.site.example`, 'wpad.site.example'],
      external: ['maps.example.com', 'time.example.net', 'weather.example.org'],
    }),
  );
  const strangers = random.fork('strangers');
  const answered = edges.filter(({ log, code, requestMissing }) => log === 'ids' && code === 'NOERROR' && !requestMissing);
  const unknown = fromStrangers(strangers, strangers.sample(answered, 90), [`i-0${strangers.hex(16)}`, `i-0${strangers.hex(16)}`]);
  const atEdges = edgeLookups(random.fork('edges'), scene, 'yard', hostOf);
  return [...edges, ...special, ...outside, ...unknown, ...atEdges, ...doubtful(random.fork('doubtful'), scene, moving)];
}

/** Lookups to and from machines whose owner is two services, or none. */
function doubtful(random: Random, { fleet }: Scene, { shared, undecided, orphan }: MovingFleet): Lookup[] {
  const yard = fleet.instances.filter((one) => one.owner.kind === 'service' && one.owner.service === 'yard');
  const tracking = fleet.instances.filter((one) => one.owner.kind === 'service' && one.owner.service === 'tracking');
  const live = (all: readonly Instance[], time: Micros): Instance => random.pick(all.filter((one) => one.from <= time && time < one.to));
  const times = (perHour: number): Micros[] => instants(random, SPAN, perHour, 1000);
  const toAddress = (perHour: number, name: string, ip: string, owner: Owner): Lookup[] =>
    times(perHour).map((time) => plainLookup(random, live(yard, time), time, name, ip, owner, 'Harbour', 'ids'));
  const from = (asker: Instance, perHour: number): Lookup[] =>
    times(perHour).map((time) => {
      const { ip4, owner, region } = live(tracking, time);
      return plainLookup(random, asker, time, hostOf('tracking'), ip4 ?? '', owner, region, 'ids');
    });
  return [
    ...toAddress(12, 'settlement.parcels.example', shared.ip, shared.owner),
    ...toAddress(8, 'print-and-scan.parcels.example', undecided.ip4 ?? '', undecided.owner),
    ...toAddress(6, 'sandbox.parcels.example', orphan.ip4 ?? '', orphan.owner),
    ...from(undecided, 10),
    ...from(orphan, 7),
  ];
}

/** A resolver that logs one record a lookup always knows the response code. */
function fateOf(client: string, server: string): (random: Random, time: Micros) => Fate {
  const outage: Record<string, readonly [from: string, to: string, share: number]> = {
    'route-planner tracking': ['17:21:00', '17:48:00', 0.85],
    'parcel-desk route-planner': ['17:22:10', '17:50:00', 0.5],
  };
  const [from, to, share] = outage[`${client} ${server}`] ?? ['20:00:00', '20:00:00', 0];
  const whole = logOf(client) === 'aws';
  return (random, time) => {
    if (time >= at(from) && time < at(to) && random.chance(share)) return whole || random.chance(0.5) ? 'SERVFAIL' : 'no response';
    if (random.chance(0.005)) return whole ? 'REFUSED' : 'no response';
    if (random.chance(0.03)) return 'no address';
    return !whole && random.chance(0.006) ? 'no request' : 'answered';
  };
}

const form = (path: string, more: Partial<DnsForm>): DnsForm => ({ path, form: 'csv', ids: true, source: 'source_vm_id', ...more });
const WITH_IDS: DnsForms = {
  request: form('dns/requests-with-ids.csv.gz', { pack: 'gz', offset: -210, mixedCase: true }),
  response: form('dns/responses-with-ids.csv.gz', { pack: 'gz', longAddresses: true, dots: true, torn: 4 }),
};
const BARE: readonly DnsForms[] = ['morning', 'evening'].map((part) => ({
  request: form(`dns/requests-${part}.csv`, { ids: false, offset: -300, torn: 3 }),
  response: form(`dns/responses-${part}.ndjson.gz`, { ids: false, form: 'ndjson', pack: 'gz', epoch: true, dots: true, unsorted: part === 'evening' }),
}));

function formsOf({ log, time }: Lookup): DnsForms {
  const bare = BARE[time < HAND_OVER ? 0 : 1];
  return log === 'ids' || bare === undefined ? WITH_IDS : bare;
}

/** Half an hour on each side of the hand-over was exported again, without request ids, in UTC. */
function withSecondExport(tables: readonly Table[]): Table[] {
  const again = tables.filter(({ path }) => path.startsWith('dns/requests-') && !path.includes('with-ids'));
  const [first] = again;
  if (!first) throw new Error('There is no log without request ids.');
  const form: FileForm = { path: 'dns/requests-overlap.csv', form: 'csv', offset: 0 };
  const lines = again.flatMap((table) => exportAgain(table, form, HAND_OVER - 30 * MINUTE, HAND_OVER + 30 * MINUTE).lines);
  return [...tables, { ...first, ...form, lines }];
}

/** The last delivery of the resolver was still being written. */
function tornTail(table: Table): Table {
  if (!table.path.includes('T1800Z')) return table;
  return { ...table, lines: [...table.lines, { torn: '{"version":"1.100000","account_id":"1000000' }], openEnd: true };
}

function addressOf(fleet: Fleet): (sourceId: string, time: Micros) => string {
  return (sourceId, time) => {
    const instance = fleet.instances.find((one) => one.sourceId === sourceId && one.from <= time && time < one.to);
    return instance?.ip4 ?? instance?.ip6 ?? '';
  };
}

const trouble = troubleBy(at);
const FAILING = [
  probe('tracking', 'availability', 25, [trouble('17:21:00', '17:47:00', 8, 'no quorum')]),
  probe('route-planner', 'availability', 15, [trouble('17:21:40', '17:49:00', 6, 'positions are missing')]),
  probe('parcel-desk', 'availability', 5, [trouble('17:22:20', '17:51:00', 7, 'parcels cannot be accepted')]),
];
const EARLIER = probe('archive', 'latency', 20, [trouble('13:10:00', '13:31:00', 4, 'slow writes', 'degraded')]);
const HEALTHY = ['depots', 'customs', 'border', 'rates', 'billing', 'scanner', 'labels', 'images', 'signal', 'yard'];
const SIGNALS = [...FAILING, EARLIER, ...HEALTHY.map((id, i) => probe(id, 'availability', (i * 11) % 60))];

const EXPECTED: Expected = {
  target: 'parcel-desk',
  origin: 'tracking',
  path: ['parcel-desk', 'route-planner', 'tracking'],
  inferred: [],
  failing: ['parcel-desk', 'route-planner', 'tracking'],
  unrelated: [],
  waves: [['tracking'], ['route-planner'], ['parcel-desk']],
  cycles: [],
  onsets: Object.fromEntries(FAILING.map((signal) => [signal.subject, onsetOf(SPAN, signal, at('17:20:00'))])),
  blind: ['relay'],
};
