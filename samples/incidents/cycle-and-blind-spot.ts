import { fromIso, type Micros } from '../../shared/model/time.ts';
import { dnsTables, type DnsForm, type DnsForms } from '../generator/dns-tables.ts';
import { filesOf } from '../generator/files.ts';
import { buildFleet, type ServicePlan } from '../generator/fleet.ts';
import { fleetTables } from '../generator/fleet-tables.ts';
import { healthTable, onsetOf, probe, troubleBy } from '../generator/health-tables.ts';
import { truthOf, type Expected, type Incident } from '../generator/incident.ts';
import { seeded, type Random } from '../generator/random.ts';
import { lookupsOf, outsideLookups, type Fate, type Scene } from '../generator/traffic.ts';
import type { Lookup } from '../generator/world.ts';
import { story } from './cycle-and-blind-spot-story.ts';

const at = (clock: string): Micros => fromIso(`2026-05-19T${clock}Z`) ?? 0;
const SPAN = { from: at('06:00:00'), to: at('10:00:00') };

const SERVICES: readonly ServicePlan[] = [
  service('booking', 'Booking Desk', 3),
  service('itinerary', 'Itinerary Service', 2),
  service('pricing', 'Pricing Service', 3),
  service('rules-cache', 'Fare Rules Cache', 2),
  service('tariff', 'Tariff Store', 2),
  service('seat-map', 'Seat Map Service', 2),
  service('loyalty', 'Loyalty Ledger', 2),
  service('mail', 'Confirmation Mailer', 1),
  service('sessions', 'Session Store', 2),
  service('partner', 'Partner Portal', 1),
  service('reports', 'Revenue Reports', 1),
];

const EDGES: readonly (readonly [client: string, server: string, perHour: number])[] = [
  ['booking', 'itinerary', 240],
  ['booking', 'seat-map', 120],
  ['booking', 'loyalty', 90],
  ['booking', 'mail', 40],
  ['booking', 'sessions', 300],
  ['itinerary', 'pricing', 210],
  ['itinerary', 'sessions', 80],
  ['pricing', 'itinerary', 18],
  ['pricing', 'rules-cache', 190],
  ['rules-cache', 'tariff', 150],
  ['seat-map', 'sessions', 30],
  ['partner', 'loyalty', 60],
  ['partner', 'sessions', 25],
  ['reports', 'tariff', 24],
];

/** A loop on the failing path, a service without health data before the origin, and an alarm that is older than all of it. */
export async function cycleAndBlindSpot(seed = 'cycle-and-blind-spot'): Promise<Incident> {
  const random = seeded(seed);
  const fleet = buildFleet(random.fork('fleet'), { services: SERVICES, span: SPAN, sources: 'vm', replacements: 0.4, reuse: 0.5 });
  const scene: Scene = { fleet, span: SPAN, grain: () => 1000, spacing: 0, log: (client) => client };
  const lookups = decideLookups(random, scene);
  const tables = [
    ...dnsTables(random.fork('files'), lookups, formsOf),
    ...fleetTables(fleet, 'vm_id', { form: 'ndjson' }),
    healthTable({ path: 'health.ndjson', form: 'ndjson' }, SPAN, SIGNALS),
  ];
  const truth = truthOf({ name: 'cycle-and-blind-spot', seed, span: SPAN, services: SERVICES, lookups, tables, expected: EXPECTED });
  return { files: await filesOf(tables), rules: [], truth, story: story(truth) };
}

function decideLookups(random: Random, scene: Scene): Lookup[] {
  const edges = EDGES.flatMap(([client, server, perHour]) => {
    const traffic = { client, name: hostOf(server), hosts: [server], perHour, fate: fateOf(client, server) };
    return lookupsOf(random.fork(`${client} ${server}`), scene, traffic);
  });
  const outside = SERVICES.flatMap(({ id, host }) =>
    outsideLookups(random.fork(`outside ${id}`), scene, id, 14, {
      missing: [`${host}.travel.example`, 'proxy.travel.example'],
      external: ['rates.example.com', 'time.example.net'],
    }),
  );
  return [...edges, ...outside];
}

/** Two lookups in a hundred lack a record; the outage adds failures along the path. */
function fateOf(client: string, server: string): (random: Random, time: Micros) => Fate {
  const outage: Record<string, readonly [from: string, to: string, share: number]> = {
    'rules-cache tariff': ['08:40:10', '09:05:00', 0.9],
    'reports tariff': ['08:40:10', '09:05:00', 0.9],
    'pricing rules-cache': ['08:40:50', '09:07:00', 0.6],
    'itinerary pricing': ['08:41:20', '09:08:00', 0.5],
    'pricing itinerary': ['08:41:40', '09:08:00', 0.5],
    'booking itinerary': ['08:42:00', '09:09:00', 0.4],
  };
  const [from, to, share] = outage[`${client} ${server}`] ?? ['10:00:00', '10:00:00', 0];
  return (random, time) => {
    if (time >= at(from) && time < at(to) && random.chance(share)) return random.pick(['SERVFAIL', 'no response']);
    if (random.chance(0.01)) return 'no response';
    return random.chance(0.01) ? 'no request' : 'answered';
  };
}

const form = (path: string, more: Partial<DnsForm> = {}): DnsForm => ({ path, form: 'ndjson', ids: true, source: 'source_vm_id', ...more });
const DESK: DnsForms = {
  request: form('dns/desk-requests.ndjson.gz', { pack: 'gz', epoch: true }),
  response: form('dns/desk-responses.ndjson.gz', { pack: 'gz', epoch: true, dots: true }),
};
const INNER: DnsForms = {
  request: form('dns/inner-requests.ndjson', { torn: 3 }),
  response: form('dns/inner-responses.ndjson.gz', { pack: 'gz', torn: 2, mixedCase: true, openEnd: true }),
};
const formsOf = ({ log }: Lookup): DnsForms => (log === 'booking' ? DESK : INNER);

const trouble = troubleBy(at);
const FAILING = [
  probe('tariff', 'availability', 5, [trouble('08:40:10', '09:04:30', 6, 'no leader among the replicas')]),
  probe('pricing', 'availability', 50, [trouble('08:41:00', '09:07:10', 6, 'fare rules are not to be had')]),
  probe('itinerary', 'availability', 25, [trouble('08:41:40', '09:07:50', 5, 'prices are missing')]),
  probe('booking', 'availability', 10, [trouble('08:42:20', '09:08:40', 7, 'bookings cannot be completed')]),
];
const OLDER = probe('loyalty', 'availability', 35, [trouble('06:12:00', '10:00:00', 9, 'nightly points run is late')]);
const VICTIM = probe('reports', 'availability', 55, [trouble('08:43:00', '09:10:00', 3, 'report is incomplete')]);
const HEALTHY = ['seat-map', 'mail', 'sessions', 'partner'].map((id, i) => probe(id, 'availability', 3 + i * 13));
const SIGNALS = [...FAILING, OLDER, VICTIM, ...HEALTHY];

const EXPECTED: Expected = {
  target: 'booking',
  origin: 'tariff',
  path: ['booking', 'itinerary', 'pricing', 'rules-cache', 'tariff'],
  inferred: ['rules-cache'],
  failing: ['booking', 'itinerary', 'pricing', 'tariff'],
  unrelated: ['loyalty'],
  waves: [['tariff'], ['rules-cache'], ['itinerary', 'pricing'], ['booking']],
  cycles: [['itinerary', 'pricing']],
  onsets: Object.fromEntries(FAILING.map((signal) => [signal.subject, onsetOf(SPAN, signal, at('08:40:00'))])),
  blind: ['rules-cache'],
};

function hostOf(id: string): string {
  return SERVICES.find((one) => one.id === id)?.host ?? '';
}

function service(id: string, name: string, copies: number): ServicePlan {
  return { id, name, host: `${id}.air.example`, copies: { East: Math.ceil(copies / 2), West: Math.floor(copies / 2) }, family: '4', subscriptions: 1, askedBy: 'id' };
}
