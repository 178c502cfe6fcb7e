import { fromIso, type Micros } from '../../shared/model/time.ts';
import { dnsTables, exportAgain, type DnsForm, type DnsForms } from '../generator/dns-tables.ts';
import { buildFleet } from '../generator/fleet.ts';
import { declaredTable, fleetTables } from '../generator/fleet-tables.ts';
import { filesOf, type EvidenceFile } from '../generator/files.ts';
import { healthTable, onsetOf, probe, type Signal, troubleBy } from '../generator/health-tables.ts';
import { truthOf, type Expected, type Incident, type Pair } from '../generator/incident.ts';
import { seeded, type Random } from '../generator/random.ts';
import type { Table } from '../generator/tables.ts';
import { fromStrangers, lookupsOf, outsideLookups, type Fate, type Scene } from '../generator/traffic.ts';
import type { Lookup } from '../generator/world.ts';
import { EDGES, SERVICES } from './container-outage-fleet.ts';
import { story } from './container-outage-story.ts';

const DAY = '2026-03-04T';
const at = (clock: string): Micros => fromIso(`${DAY}${clock}Z`) ?? 0;
const SPAN = { from: at('09:00:00'), to: at('15:00:00') };
const id = (slug: string): string => `svc-${slug}`;

/** The worked example: an error at the target that leads over two services to the one where it began. */
export async function containerOutage(seed = 'container-outage'): Promise<Incident> {
  const random = seeded(seed);
  const fleet = buildFleet(random.fork('fleet'), { services: SERVICES, span: SPAN, sources: 'container', replacements: 0.8, reuse: 0.6 });
  const scene: Scene = { fleet, span: SPAN, grain: () => 1000, spacing: 0, log: (client) => (client === id('order-intake') ? 'edge' : 'core') };
  const lookups = decideLookups(random, scene);
  const declared = declaredPairs();
  const tables = [
    ...withSecondExport(dnsTables(random.fork('files'), lookups, formsOf)),
    ...fleetTables(fleet, 'container_id', { form: 'csv' }),
    declaredTable({ path: 'declared-dependencies.csv', form: 'csv' }, declared),
    healthTable({ path: 'health.csv', form: 'csv' }, SPAN, SIGNALS),
  ];
  const made = { name: 'container-outage', seed, span: SPAN, services: SERVICES, lookups, tables, expected: EXPECTED, declared };
  const truth = truthOf(made);
  return { files: await filesOf(tables), rules: [rules()], truth, story: story(truth) };
}

function decideLookups(random: Random, scene: Scene): Lookup[] {
  const edges = EDGES.flatMap(([client, server, perHour]) => {
    const host = SERVICES.find((service) => service.id === id(server))?.host ?? '';
    const wide = server === 'directory' || server === 'master-data';
    const traffic = { client: id(client), name: host, hosts: [id(server)], perHour, answers: wide ? 3 : 2, fate: fateOf(client, server) };
    return lookupsOf(random.fork(`${client} ${server}`), scene, server === 'database' ? { ...traffic, cname: 'db-primary.svc.internal.example' } : traffic);
  });
  const outside = SERVICES.flatMap(({ id: client, host }) =>
    outsideLookups(random.fork(`outside ${client}`), scene, client, client === id('order-intake') ? 160 : 12, {
      missing: [`${host}.cluster.internal.example`, 'wpad.cluster.internal.example', 'directory.svc.internal.example.cluster.internal.example'],
      external: ['time.example.net', 'updates.example.org', 'crl.example.com'],
    }),
  );
  const own = ['directory', 'database', 'service-bus'].flatMap((slug) =>
    lookupsOf(random.fork(`self ${slug}`), scene, { client: id(slug), name: `${slug}.svc.internal.example`, hosts: [id(slug)], perHour: 20 }),
  );
  const answered = edges.filter(({ code, requestMissing }) => code === 'NOERROR' && !requestMissing);
  const strangers = random.fork('strangers');
  const ids = Array.from({ length: 4 }, () => strangers.hex(32));
  return [...edges, ...outside, ...own, ...fromStrangers(strangers, strangers.sample(answered, 140), ids)];
}

/** Service G stops answering at 14:04:30; what fails further up follows within three minutes. */
function fateOf(client: string, server: string): (random: Random, time: Micros) => Fate {
  const outage: Record<string, readonly [from: string, to: string, share: number]> = {
    'service-d service-g': ['14:04:30', '14:26:00', 0.85],
    'container-mgmt service-d': ['14:05:40', '14:27:30', 0.55],
    'order-intake container-mgmt': ['14:06:30', '14:30:00', 0.4],
  };
  const [from, to, share] = outage[`${client} ${server}`] ?? ['15:00:00', '15:00:00', 0];
  return (random, time) => {
    if (time >= at(from) && time < at(to) && random.chance(share)) return random.chance(0.6) ? 'SERVFAIL' : 'no response';
    if (random.chance(0.004)) return random.pick(['SERVFAIL', 'REFUSED', 'no response']);
    if (random.chance(0.03)) return 'no address';
    return random.chance(0.004) ? 'no request' : 'answered';
  };
}

const SOURCE = { ids: true, source: 'source_container_id' } as const;
const csv = (path: string, more: Partial<DnsForm> = {}): DnsForm => ({ path, form: 'csv', ...SOURCE, ...more });
const EDGE_LOG: DnsForms = {
  request: csv('dns/edge-requests.csv.gz', { pack: 'gz', mixedCase: true, dots: true }),
  response: csv('dns/edge-responses.csv.zst', { pack: 'zst', mixedCase: true }),
};
const CORE_LOGS: readonly DnsForms[] = [
  { request: csv('dns/core-requests-1.csv.gz', { pack: 'gz' }), response: csv('dns/core-responses-1.csv.gz', { pack: 'gz', dots: true, unsorted: true }) },
  { request: csv('dns/core-requests-2.csv', { torn: 5, offset: 120 }), response: csv('dns/core-responses-2.csv', { torn: 4, openEnd: true }) },
];

function formsOf(lookup: Lookup): DnsForms {
  const core = CORE_LOGS[lookup.time < at('13:00:00') ? 0 : 1];
  if (lookup.log === 'edge' || core === undefined) return EDGE_LOG;
  return core;
}

/** The core requests around one o'clock were exported twice, the second time in UTC. */
function withSecondExport(tables: readonly Table[]): Table[] {
  const again = tables.filter(({ path }) => path.startsWith('dns/core-requests-'));
  const [first] = again;
  if (!first) throw new Error('There is no core log.');
  const lines = again.flatMap((table) => exportAgain(table, table, at('12:50:00'), at('13:10:00')).lines);
  const { kind, format, form, columns } = first;
  const path = 'dns/core-requests-overlap.csv';
  return [...tables, { path, kind, format, form, columns, lines: [...lines, { blank: true }] }];
}

const trouble = troubleBy(at);
const FAILING: readonly Signal[] = [
  probe(id('service-g'), 'availability', 20, [trouble('14:04:30', '14:25:40', 9, 'connection refused on every port')]),
  probe(id('service-d'), 'availability', 15, [trouble('14:05:20', '14:27:20', 7, 'calls to service-g fail')]),
  probe(id('container-mgmt'), 'availability', 50, [trouble('14:06:00', '14:29:20', 6, 'placement requests time out')]),
  probe(id('order-intake'), 'availability', 10, [trouble('14:06:20', '14:32:30', 8, 'orders are refused')]),
];
const BATCH = probe(id('batch'), 'latency', 5, [trouble('09:00:00', '15:00:00', 3, 'settlement runs over its time', 'degraded')]);
const VICTIM = probe(id('storefront'), 'availability', 40, [trouble('14:07:30', '14:33:10', 5, 'order page unavailable')]);
const BLIP = probe(id('service-c'), 'latency', 30, [trouble('11:20:00', '11:23:00', 2, 'slow answers', 'degraded')]);
const SILENT = ['service-b', 'service-e'].map(id);
const SIGNALS: readonly Signal[] = [...FAILING, BATCH, VICTIM, BLIP, ...healthy()];

function healthy(): Signal[] {
  const spoken = new Set([...SILENT, ...[...FAILING, BATCH, VICTIM, BLIP].map(({ subject }) => subject)]);
  return SERVICES.filter((service) => !spoken.has(service.id)).map((service, i) => probe(service.id, 'availability', (i * 7) % 60));
}

const EXPECTED: Expected = {
  target: id('order-intake'),
  origin: id('service-g'),
  path: ['order-intake', 'container-mgmt', 'service-d', 'service-g'].map(id),
  inferred: [],
  failing: ['container-mgmt', 'order-intake', 'service-d', 'service-g'].map(id),
  unrelated: [],
  waves: ['service-g', 'service-d', 'container-mgmt', 'order-intake'].map((slug) => [id(slug)]),
  cycles: [],
  onsets: Object.fromEntries(FAILING.map((signal) => [signal.subject, onsetOf(SPAN, signal, at('14:00:00'))])),
  blind: SILENT,
};

/** What the architects wrote down: one dependency was never removed, two were never added. */
function declaredPairs(): Pair[] {
  const forgotten = new Set(['service-e service-i', 'master-data directory']);
  const known = EDGES.filter(([client, server]) => !forgotten.has(`${client} ${server}`));
  return [...known.map(([client, server]): Pair => [id(client), id(server)]), [id('diagnostics'), id('profiler')]];
}

function rules(): EvidenceFile {
  const text = `# Where customer data may be processed.
rules:
  - name: customer data stays in the US
    services: [Order Intake Portal]
    allow: ['US*']
  - name: keys stay out of Europe
    services: [Key Vault Service]
    forbid: ['Europe*']
`;
  return { path: 'residency-us.yaml', bytes: Buffer.from(text) };
}
