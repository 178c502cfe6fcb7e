import { HOUR, SECOND, type Micros, type TimeWindow } from '../../shared/model/time.ts';
import type { Random } from './random.ts';
import { owned, UNKNOWN, type Answer, type Fleet, type Instance, type Lookup } from './world.ts';

/**
 * What becomes of a lookup: answered, answered with an error, or with one of its records missing. `no address`: an IPv6
 * address was asked of a service that has none (where it has, the lookup is answered).
 */
export type Fate = 'answered' | 'no address' | 'SERVFAIL' | 'REFUSED' | 'no response' | 'no request';

/** A client service that asks for a name; `hosts` are the services whose addresses are in the answers. */
export interface Traffic {
  readonly client: string;
  readonly name: string;
  readonly hosts: readonly string[];
  /** Leaves out instances that do not answer to this name. */
  readonly only?: (instance: Instance) => boolean;
  readonly perHour: number;
  /** Decides the fate of each lookup but the first and the last, which are answered. */
  readonly fate?: (random: Random, time: Micros) => Fate;
  /** Most addresses in one answer, per service of `hosts`. */
  readonly answers?: number;
  readonly cname?: string;
}

export interface Scene {
  readonly fleet: Fleet;
  readonly span: TimeWindow;
  /** Times fall on multiples of it: a millisecond, or a second where the log has whole seconds. */
  readonly grain: (client: string) => Micros;
  /** Least time between two lookups of one name and type by one source: more than 30 s where logs have no request id. */
  readonly spacing: Micros;
  readonly log: (client: string, asker: Instance) => string;
}

/** Instances that a service owns at an instant. */
export function liveAt(fleet: Fleet, service: string, at: Micros): Instance[] {
  return fleet.instances.filter(
    ({ owner, from, to }) => owner.kind === 'service' && owner.service === service && from <= at && at < to,
  );
}

/**
 * Instants spread evenly over the window with a random offset in each stretch, ascending; multiples of the grain, but whole
 * seconds only where the grain is one, so that a finer log is never mistaken for one of whole seconds.
 */
export function instants(random: Random, span: TimeWindow, perHour: number, grain: Micros): Micros[] {
  const n = Math.round((perHour * (span.to - span.from)) / HOUR);
  const step = (span.to - span.from) / n;
  return Array.from({ length: n }, (_, i) => {
    const at = span.from + Math.floor((i + random.next()) * step);
    const exact = at - (at % grain);
    return grain < SECOND && exact % SECOND === 0 ? exact + grain : exact;
  });
}

interface Asked {
  readonly time: Micros;
  readonly asker: Instance;
  readonly type: string;
}

/** The lookups of one traffic over the whole case. */
export function lookupsOf(random: Random, scene: Scene, traffic: Traffic): Lookup[] {
  const { fleet, span } = scene;
  const last = new Map<string, Micros>();
  const asked: Asked[] = instants(random, span, traffic.perHour, scene.grain(traffic.client)).flatMap((time) => {
    const askers = liveAt(fleet, traffic.client, time);
    if (askers.length === 0) return [];
    const asker = random.pick(askers);
    const type = typeFor(random, scene, traffic, time);
    const same = `${asker.sourceId} ${type}`;
    if (time - (last.get(same) ?? -Infinity) < scene.spacing) return [];
    last.set(same, time);
    return [{ time, asker, type }];
  });
  return asked.map((one, i) => {
    const fate = i > 0 && i < asked.length - 1 ? (traffic.fate?.(random, one.time) ?? 'answered') : 'answered';
    return decide(random, scene, traffic, one, fate);
  });
}

function typeFor(random: Random, { fleet }: Scene, traffic: Traffic, time: Micros): string {
  const hosts = traffic.hosts.flatMap((host) => liveAt(fleet, host, time)).filter(traffic.only ?? (() => true));
  if (!hosts.some(({ ip6 }) => ip6 !== null)) return 'A';
  if (!hosts.some(({ ip4 }) => ip4 !== null)) return 'AAAA';
  return random.chance(0.4) ? 'AAAA' : 'A';
}

function decide(random: Random, scene: Scene, traffic: Traffic, { time, asker, type }: Asked, fate: Fate): Lookup {
  const family = type === 'AAAA' ? 'ip6' : 'ip4';
  const answers: Answer[] = traffic.hosts.flatMap((host) => {
    const hosts = liveAt(scene.fleet, host, time).filter((one) => one[family] !== null && (traffic.only?.(one) ?? true));
    return random.sample(hosts, random.between(1, traffic.answers ?? 2)).flatMap(({ owner, region, [family]: ip }) =>
      ip === null ? [] : [{ ip, owner, region }],
    );
  });
  const empty = fate === 'no address' && !everHasIp6(scene.fleet, traffic.hosts);
  const good = fate === 'answered' || fate === 'no address' || fate === 'no request';
  const answered = good && !empty;
  return {
    ...ask(random, asker, time),
    client: owned(traffic.client),
    name: traffic.name,
    type: empty ? 'AAAA' : type,
    code: good ? 'NOERROR' : fate === 'no response' ? null : fate,
    answers: answered ? answers : [],
    cname: answered ? (traffic.cname ?? null) : null,
    requestMissing: fate === 'no request',
    log: scene.log(traffic.client, asker),
  };
}

function everHasIp6(fleet: Fleet, services: readonly string[]): boolean {
  return fleet.instances.some(({ owner, ip6 }) => ip6 !== null && owner.kind === 'service' && services.includes(owner.service));
}

/** The part of a lookup that says who asked and when. */
export function ask(random: Random, asker: Instance, time: Micros): Pick<Lookup, 'id' | 'time' | 'delay' | 'sourceId' | 'sourceIp'> {
  const delay = random.between(1, random.chance(0.97) ? 45 : 2800) * 1000;
  return {
    id: random.uuid(),
    time,
    delay: (time + delay) % SECOND === 0 ? delay + 1000 : delay,
    sourceId: asker.askedBy === 'id' ? asker.sourceId : null,
    sourceIp: asker.askedBy === 'ip' ? (asker.ip4 ?? asker.ip6) : null,
  };
}

/** Lookups that resolve to no service of the fleet: a search suffix that does not exist, a name outside. */
export function outsideLookups(random: Random, scene: Scene, client: string, perHour: number, names: OutsideNames): Lookup[] {
  const last = new Map<string, Micros>();
  return instants(random, scene.span, perHour, scene.grain(client)).flatMap((time) => {
    const askers = liveAt(scene.fleet, client, time);
    if (askers.length === 0) return [];
    const asker = random.pick(askers);
    const missing = random.chance(0.5);
    const name = random.pick(missing ? names.missing : names.external);
    const type = missing && random.chance(0.4) ? 'AAAA' : 'A';
    const same = `${asker.sourceId} ${name} ${type}`;
    if (time - (last.get(same) ?? -Infinity) < scene.spacing) return [];
    last.set(same, time);
    const answers = missing ? [] : [{ ip: externalAddress(random), owner: UNKNOWN, region: 'unknown' }];
    const outcome = { name, type, code: missing ? 'NXDOMAIN' : 'NOERROR', answers, cname: null };
    return [{ ...ask(random, asker, time), client: owned(client), ...outcome, requestMissing: false, log: scene.log(client, asker) }];
  });
}

export interface OutsideNames {
  readonly missing: readonly string[];
  readonly external: readonly string[];
}

/** An address of the documentation ranges, in no inventory. */
export function externalAddress(random: Random): string {
  return `${random.pick(['203.0.113', '198.51.100'])}.${random.between(2, 250)}`;
}

/** The same lookups asked by machines that no inventory knows. */
export function fromStrangers(random: Random, lookups: readonly Lookup[], sourceIds: readonly string[]): Lookup[] {
  return lookups.map((lookup) => ({
    ...lookup,
    id: random.uuid(),
    sourceId: random.pick(sourceIds),
    sourceIp: null,
    client: UNKNOWN,
  }));
}
