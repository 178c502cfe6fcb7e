import { pairKey } from '../map/pairs.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { PolicyVerdict, Verdict } from '../model/policy.ts';
import type { TimeWindow } from '../model/time.ts';
import { groupBy } from '../graph/group.ts';
import { decide, worst, type Decision } from './decide.ts';
import { workloadsOf, type Fleet } from './fleet.ts';
import { validIn } from './phases.ts';
import { inOrder, portsText } from './ports.ts';
import type { Policy, Port } from './rule.ts';
import { selects } from './selector.ts';
import { usesOf, type PortUse, type Sighting, type Use } from './uses.ts';
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

/** The ports on which pairs were connected, by `pairKey`. */
export type PortsOf = ReadonlyMap<string, readonly Port[]>;

/**
 * Every dependency of the window that was seen for certain, held against the policies as they were valid when it was seen, port by port:
 * crossings between tenants first, then denied, undecided, not covered and allowed ones. A dependency of which the policies say different things
 * over time, from port to port, or from region to region, comes once for each.
 */
export function replay({ map, connected, phases, policies }: ReplayFacts): PolicyVerdict[] {
  const ports = portsOf(connected);
  const judged = phases.flatMap((phase) => judgePhase(phase, validIn(policies, phase.part), ports));
  const whole = groupBy(connected, pairKey);
  return [...groupBy(judged, pairKey)]
    .flatMap(([pair, parts]) => verdictsOf(parts, whole.get(pair) ?? [], map.window))
    .sort(worthiestFirst);
}

/** The ports of each pair, in order. */
export function portsOf(connected: readonly PortUse[]): PortsOf {
  return new Map([...groupBy(connected, pairKey)].map(([pair, uses]) => [pair, inOrder(uses.map(({ port }) => port))]));
}

function judgePhase(phase: Phase, policies: readonly Policy[], ports: PortsOf): Judged[] {
  const guarding = guardsOf(policies, phase.fleet);
  return usesOf(phase).map((use) => {
    const on = (port: Port | null) => judge(use, phase.fleet, guarding(use), port);
    const asked = ports.get(pairKey(use));
    return {
      ...use,
      part: phase.part,
      crossing: crossingOf(phase.fleet, use),
      decision: use.port || !asked ? on(use.port) : onAnyOf(asked, on),
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

/** What the policies say of a use on a port (null: not known): of every instance of either end the same, else it is undecided. */
function judge(use: Use, fleet: Fleet, policies: readonly Policy[], port: Port | null): Decision {
  const placed = (service: ServiceId, region: string | null | undefined) =>
    workloadsOf(fleet, service).map((one) => (region === undefined ? one : { ...one, region: known(region) }));
  const decisions = placed(use.client, use.regions?.from).flatMap((client) =>
    placed(use.server, use.regions?.to).map((server) => decide(policies, client, server, port)),
  );
  return (
    agreed(decisions) ?? {
      ...worst(decisions, VERDICT_ORDER),
      verdict: 'undecided',
      open: ['its instances do not all stand under the same rules'],
    }
  );
}

/** Lookups were for one of the ports that were connected in the window, and nothing says for which. */
function onAnyOf(ports: readonly Port[], on: (port: Port) => Decision): Decision {
  const decisions = ports.map(on);
  return (
    agreed(decisions) ?? {
      verdict: 'undecided',
      rules: [...new Set(decisions.flatMap(({ rules }) => rules))],
      byDefault: [...new Set(decisions.flatMap(({ byDefault }) => byDefault))],
      open: [
        `a lookup has no port, and of those that were connected (${portsText(ports)}) the rules say different things`,
      ],
    }
  );
}

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
