import { pairKey } from '../map/pairs.ts';
import { firstFew } from '../map/words.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { PolicyVerdict, Verdict } from '../model/policy.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { decide, worst, type Decision } from './decide.ts';
import { workloadsOf, type Fleet } from './fleet.ts';
import { goalOf } from './fronts.ts';
import { validIn } from './phases.ts';
import { inOrder, portText } from './ports.ts';
import type { Goal, Policy, Port } from './rule.ts';
import { selects } from './selector.ts';
import { ANY_END, usesOf, type Ends, type PortUse, type SeenEnd, type Sighting, type Use } from './uses.ts';
import type { Workload } from './workload.ts';
import { VERDICT_ORDER, verdictsOf, worthiestFirst, type Judged } from './verdicts.ts';

/** A part of the window in which nothing changes that policies ask for, and what was seen in it. */
export interface Phase extends Sighting {
  readonly part: TimeWindow;
  readonly fleet: Fleet;
}

/** All that a replay reads. */
export interface ReplayFacts {
  /** The window as a whole. */
  readonly map: DependencyMap;
  /** Its connections by the ports of the servers. */
  readonly connected: readonly PortUse[];
  readonly phases: readonly Phase[];
  readonly policies: readonly Policy[];
}

/** The ports of the servers' instances on which pairs were connected, by `pairKey`; null where one of them is not known. */
export type PortsOf = ReadonlyMap<string, readonly Port[] | null>;

/**
 * Every dependency of the window that was seen for certain, held against the policies as they were valid when it was seen, port by port:
 * crossings between tenants first, then denied, undecided, not covered and allowed ones. A dependency of which the policies say different things
 * over time, from port to port, or from region to region, comes once for each.
 */
export function replay({ map, connected, phases, policies }: ReplayFacts): PolicyVerdict[] {
  const whole = groupBy(connected, pairKey);
  const judged = phases.flatMap((phase) => judgePhase(phase, validIn(policies, phase.part), whole));
  return [...groupBy(judged, pairKey)]
    .flatMap(([pair, parts]) => verdictsOf(parts, map.window, changesEnds(whole.get(pair) ?? [])))
    .sort(worthiestFirst);
}

/** Whether an instance at the end of connections is selected otherwise at one time of the window than at another. */
function changesEnds(connected: readonly PortUse[]): boolean {
  return connected.some(({ ends }) => [ends.client, ends.server].some(({ traits }) => (traits?.length ?? 0) > 1));
}

/** The ports of each pair, in order. */
export function portsOf(connected: readonly PortUse[]): PortsOf {
  return new Map(
    [...groupBy(connected, pairKey)].map(([pair, uses]) => {
      const ports = new Map(uses.map(({ port }) => [port && portText(port), port]));
      return [pair, ports.has(null) ? null : inOrder([...ports.values()].filter((port) => port !== null))];
    }),
  );
}

function judgePhase(
  phase: Phase,
  policies: readonly Policy[],
  connected: ReadonlyMap<string, readonly PortUse[]>,
): Judged[] {
  const guarding = guardsOf(policies, phase.fleet);
  return usesOf(phase).map((use) => {
    const on = (ends: Ends, goal: Goal | null) => judge(use, ends, phase.fleet, guarding(use), goal);
    return {
      ...use,
      part: phase.part,
      crossing: crossingOf(phase.fleet, use),
      decision: use.ends ? on(use.ends, goalOf(use)) : lookedUp(connected.get(pairKey(use)) ?? [], on),
    };
  });
}

/** The policies that may guard either end of a use, wherever its lookups came from and went; found once for each service. */
function guardsOf(policies: readonly Policy[], fleet: Fleet): (use: Use) => readonly Policy[] {
  const found = new Map<ServiceId, readonly Policy[]>();
  const ofService = (service: ServiceId): readonly Policy[] => {
    const known = found.get(service);
    if (known) return known;
    const anywhere = workloadsOf(fleet, service).map((one) => ({ ...one, region: [] }));
    const own = policies.filter(({ guards }) => anywhere.some((one) => selects(guards, one) !== 'no'));
    found.set(service, own);
    return own;
  };
  return ({ client, server }) => [
    ...ofService(client).filter(({ direction }) => direction === 'egress'),
    ...ofService(server).filter(({ direction }) => direction === 'ingress'),
  ];
}

/** What the policies say of a use on a port (null: not known): of every instance that either end may be the same, else it is undecided. */
function judge(use: Use, ends: Ends, fleet: Fleet, policies: readonly Policy[], port: Goal | null): Decision {
  const placed = (service: ServiceId, end: SeenEnd, region: string | null | undefined) =>
    instancesAt(end, workloadsOf(fleet, service)).map((one) =>
      region === undefined ? one : { ...one, region: known(region) },
    );
  const decisions = placed(use.client, ends.client, use.regions?.from).flatMap((client) =>
    placed(use.server, ends.server, use.regions?.to).map((server) => decide(policies, client, server, port)),
  );
  return (
    agreed(decisions) ?? {
      ...worst(decisions, VERDICT_ORDER),
      verdict: 'undecided',
      open: ['its instances do not all stand under the same rules'],
    }
  );
}

/** The instances of a service that an end of a connection may be, at the addresses that its records show. */
function instancesAt({ traits, addresses }: SeenEnd, all: readonly Workload[]): readonly Workload[] {
  const own = all.filter((one) => one.traits !== null && traits?.includes(one.traits));
  return (own.length > 0 ? own : all).map((one) => (addresses ? { ...one, addresses } : one));
}

/**
 * Lookups were for one of the ports that were connected in the window, at the addresses that were, and nothing says for which; nor which instance
 * asked.
 */
function lookedUp(connected: readonly PortUse[], on: (ends: Ends, goal: Goal | null) => Decision): Decision {
  const end = (seen: readonly SeenEnd[]): SeenEnd => {
    const known = seen.length > 0 && seen.every(({ addresses }) => addresses);
    return known ? { ...ANY_END, addresses: [...new Set(seen.flatMap(({ addresses }) => addresses ?? []))] } : ANY_END;
  };
  const ends = {
    client: end(connected.map(({ ends: { client } }) => client)),
    server: end(connected.map(({ ends: { server } }) => server)),
  };
  const goals = new Map(
    connected
      .map(goalOf)
      .filter((goal) => goal !== null)
      .sort((a, b) => byId(a.protocol, b.protocol) || (a.port ?? 0) - (b.port ?? 0))
      .map((goal) => [goalText(goal), goal]),
  );
  if (goals.size === 0) return on(ends, null);
  const decisions = [...goals.values()].map((goal) => on(ends, goal));
  return (
    agreed(decisions) ?? {
      verdict: 'undecided',
      rules: [...new Set(decisions.flatMap(({ rules }) => rules))],
      byDefault: [...new Set(decisions.flatMap(({ byDefault }) => byDefault))],
      open: [
        `a lookup has no port, and of those that were connected (${firstFew([...goals.keys()])}) the rules say different things`,
      ],
    }
  );
}

const goalText = (goal: Goal): string => (goal.port === null ? goal.front : portText(goal));

function agreed(decisions: readonly Decision[]): Decision | undefined {
  const verdicts = new Set<Verdict>(decisions.map(({ verdict }) => verdict));
  return verdicts.size === 1 ? worst(decisions) : undefined;
}

const known = (region: string | null): readonly string[] => (region === null || region === 'unknown' ? [] : [region]);

function crossingOf(fleet: Fleet, { client, server }: Use): PolicyVerdict['crossing'] {
  const tenantOf = (service: ServiceId) => {
    const tenants = [...new Set(workloadsOf(fleet, service).flatMap(({ tenant }) => tenant))];
    return tenants.length === 1 ? tenants[0] : undefined;
  };
  const [from, to] = [tenantOf(client), tenantOf(server)];
  return from !== undefined && to !== undefined && from !== to ? { from, to } : null;
}
