import { fromIso, MINUTE, SECOND, toIso, type Micros } from '../../shared/model/time.ts';
import { dnsTables, type DnsForms } from '../generator/dns-tables.ts';
import { filesOf } from '../generator/files.ts';
import { buildFleet } from '../generator/fleet.ts';
import { declaredTable, fleetTables } from '../generator/fleet-tables.ts';
import { healthTable, onsetOf, probe, troubleBy } from '../generator/health-tables.ts';
import { heartbeatTable, type Beating } from '../generator/heartbeat-tables.ts';
import { truthOf, type Expected, type Incident, type TrueCountermeasure, type TrueSilence } from '../generator/incident.ts';
import { policyTable } from '../generator/policy-tables.ts';
import { seeded, type Random } from '../generator/random.ts';
import { socketTables } from '../generator/socket-tables.ts';
import { liveAt, lookupsOf, outsideLookups, type Fate, type Scene } from '../generator/traffic.ts';
import type { Fleet, Instance, Lookup } from '../generator/world.ts';
import { ASKED, CONNECTED, CROSSINGS, DECLARED, RULES, SERVICES } from './silent-sender-fleet.ts';
import { story } from './silent-sender-story.ts';

const at = (clock: string): Micros => fromIso(`2026-07-09T${clock}Z`) ?? 0;
const SPAN = { from: at('13:00:00'), to: at('16:00:00') };
/** The time in which the second feed is not heard. */
const SILENCE = { from: at('14:10:00'), to: at('14:41:00') };
const BEAT = 10 * SECOND;

/** Two senders, one receiver and an orchestrator: one sender loses its heartbeat and goes on writing. */
export async function silentSender(seed = 'silent-sender'): Promise<Incident> {
  const random = seeded(seed);
  const fleet = buildFleet(random.fork('fleet'), { services: SERVICES, span: SPAN, sources: 'container', replacements: 0, reuse: 0 });
  const scene: Scene = { fleet, span: SPAN, grain: () => 1000, spacing: 0, log: () => 'depot' };
  const lookups = decideLookups(random, scene);
  const plan = { perPair: 60, logs: 'events', every: MINUTE, roles: false, form: 'csv' } as const;
  const sockets = socketTables(random.fork('sockets'), { fleet, span: SPAN, pairs: CONNECTED }, plan);
  const tables = [
    ...dnsTables(random.fork('files'), lookups, () => LOG),
    ...fleetTables(fleet, 'container_id', { form: 'csv' }),
    ...sockets.tables,
    heartbeatTable({ path: 'heartbeats.csv.gz', form: 'csv', pack: 'gz' }, SPAN, beating(fleet)),
    healthTable({ path: 'health.csv', form: 'csv' }, SPAN, SIGNALS),
    declaredTable({ path: 'declared-dependencies.csv', form: 'csv' }, DECLARED),
    policyTable({ path: 'policy-rules.csv', form: 'csv' }, RULES),
  ];
  const silence = silenceOf(fleet, lookups);
  const truth = truthOf({
    name: 'silent-sender',
    seed,
    span: SPAN,
    services: SERVICES,
    lookups,
    tables,
    expected: expectedFrom(silence),
    declared: DECLARED,
    connections: sockets.truth,
    crossings: CROSSINGS,
    silences: [silence],
  });
  return { files: await filesOf(tables), rules: [], truth, story: story(truth) };
}

const LOG: DnsForms = {
  request: { path: 'dns/requests.csv.gz', form: 'csv', pack: 'gz', ids: true, source: 'source_container_id' },
  response: { path: 'dns/responses.csv.gz', form: 'csv', pack: 'gz', ids: true, source: 'source_container_id' },
};

function decideLookups(random: Random, scene: Scene): Lookup[] {
  const asked = ASKED.flatMap(([client, server, perHour]) => {
    const traffic = { client, name: hostOf(server), hosts: [server], perHour, fate: fateOf(client, server) };
    return lookupsOf(random.fork(`${client} ${server}`), scene, traffic);
  });
  const outside = SERVICES.flatMap(({ id, host }) =>
    outsideLookups(random.fork(`outside ${id}`), scene, id, 8, {
      missing: [`${host}.internal.example`],
      external: ['time.example.net'],
    }),
  );
  return [...asked, ...outside];
}

/** While the feed is not whole, some lookups on the way to it fail. */
function fateOf(client: string, server: string): (random: Random, time: Micros) => Fate {
  const outage: Record<string, readonly [from: string, to: string]> = {
    'orchestrator feed': ['14:10:20', '14:41:00'],
    'board orchestrator': ['14:11:00', '14:43:00'],
  };
  const [from, to] = outage[`${client} ${server}`] ?? ['16:00:00', '16:00:00'];
  return (random, time) => {
    if (time >= at(from) && time < at(to) && random.chance(0.4)) return random.pick(['SERVFAIL', 'no response']);
    return random.chance(0.01) ? 'no response' : 'answered';
  };
}

/** Feeds, ledgers and the scales beat; both orchestrators listen. */
function beating(fleet: Fleet): Beating[] {
  const detectors = runtimes(fleet, 'orchestrator').map(({ sourceId }) => sourceId);
  return ['feed', 'ledger', 'scale'].flatMap((service) =>
    runtimes(fleet, service).map(({ sourceId }, n): Beating => {
      const phase = (service.length + 3 * n) * SECOND;
      const silent = service === 'feed' && n === 1 ? [{ ...SILENCE, restart: true }] : [];
      return { emitter: sourceId, detectors, every: BEAT, phase, silent, says: true };
    }),
  );
}

function silenceOf(fleet: Fleet, lookups: readonly Lookup[]): TrueSilence {
  const [standIn, sender] = runtimes(fleet, 'feed');
  const beats = beating(fleet).find(({ emitter }) => emitter === sender?.sourceId);
  if (!standIn || !sender || !beats) throw new Error('There are two feeds, and both beat.');
  const after = (instant: Micros): Micros => instant + ((beats.phase - (instant - SPAN.from)) % BEAT + BEAT) % BEAT;
  const [from, to] = [after(SILENCE.from), after(SILENCE.to)];
  const made = lookups.filter(({ sourceId, time }) => sourceId === sender.sourceId && from <= time && time < to);
  return { emitter: sender.sourceId, service: 'feed', from: toIso(from), to: toIso(to), lookups: made.length, standIn: standIn.sourceId };
}

function runtimes(fleet: Fleet, service: string): readonly Instance[] {
  return liveAt(fleet, service, SPAN.from);
}

const trouble = troubleBy(at);
const ORCHESTRATOR = probe('orchestrator', 'availability', 40, [trouble('14:10:30', '14:42:10', 6, 'a feed is not heard')]);
const BOARD = probe('board', 'availability', 20, [trouble('14:11:10', '14:43:50', 7, 'positions are stale')]);
const LEDGER = probe('ledger', 'error', 5, [trouble('14:14:00', '14:44:00', 3, 'two writers for one line', 'degraded')]);
const HEALTHY = ['scale', 'maps', 'archive', 'labels', 'invoices'].map((id, i) => probe(id, 'availability', 10 + i * 9));
const SIGNALS = [ORCHESTRATOR, BOARD, LEDGER, ...HEALTHY];

function expectedFrom(silence: TrueSilence): Expected {
  const probed = [ORCHESTRATOR, BOARD, LEDGER].map((signal) => [signal.subject, onsetOf(SPAN, signal, SILENCE.from)] as const);
  return {
    target: 'board',
    origin: 'feed',
    path: ['board', 'orchestrator', 'feed'],
    inferred: [],
    failing: ['board', 'feed', 'ledger', 'orchestrator'],
    unrelated: [],
    waves: [['ledger'], ['feed'], ['orchestrator'], ['board']],
    cycles: [],
    onsets: Object.fromEntries([...probed, [silence.service, silence.from]]),
    blind: ['feed'],
    countermeasures: countermeasuresFor(silence),
  };
}

/** Muted and replaced before anything is restarted; unmuted once the feeds are, in the second wave. */
function countermeasuresFor({ emitter: instance, standIn }: TrueSilence): readonly TrueCountermeasure[] {
  const first = { instance, beforeWave: 1, afterWave: null };
  return [
    { step: 'mute', standIn: null, ...first },
    { step: 'stand-in', standIn, ...first },
    { step: 'unmute', instance, standIn: null, beforeWave: null, afterWave: 2 },
  ];
}

function hostOf(id: string): string {
  return SERVICES.find((one) => one.id === id)?.host ?? '';
}
