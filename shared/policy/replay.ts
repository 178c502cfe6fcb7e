import { pairKey } from '../map/pairs.ts';
import type { Citation } from '../model/evidence.ts';
import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import type { PolicyVerdict, Verdict } from '../model/policy.ts';
import type { RegionalDependency } from '../model/regions.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { connectionsOf } from '../map/follow.ts';
import { decide, worst, type Decision } from './decide.ts';
import { workloadsOf, type Fleet } from './fleet.ts';
import { validIn } from './phases.ts';
import type { Policy, Port } from './rule.ts';
import { selects } from './selector.ts';
import { whyText } from './words.ts';

/** A part of the window in which nothing changes that policies ask for, and what was seen in it. */
export interface Phase {
  readonly part: TimeWindow;
  readonly map: DependencyMap;
  readonly fleet: Fleet;
  /** From region to region; null where no policy speaks of regions. */
  readonly flows: readonly RegionalDependency[] | null;
  /** A record that shows the pair, by `pairKey`. */
  readonly seen: ReadonlyMap<string, Citation>;
}

/** All that a replay reads. */
export interface ReplayFacts {
  /** The window as a whole. */
  readonly map: DependencyMap;
  readonly phases: readonly Phase[];
  readonly policies: readonly Policy[];
  /** The ports on which the pairs of the window were connected, by `pairKey`. */
  readonly ports: ReadonlyMap<string, readonly Port[]>;
}

/** A dependency of a phase, or the part of it that went from one region to another. */
interface Use {
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly regions: PolicyVerdict['regions'];
  readonly lookups: number;
  readonly failures: number;
  readonly connections: number;
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
}

/** What a phase says of a use. */
interface Judged extends Use {
  readonly part: TimeWindow;
  readonly crossing: PolicyVerdict['crossing'];
  readonly decision: Decision;
  readonly seen: Citation | undefined;
}

/**
 * Every dependency of the window that was seen for certain, held against the policies as they were valid when it was seen: crossings between
 * tenants first, then denied, undecided, not covered and allowed ones. A dependency of which the policies say different things over time, or from
 * region to region, comes once for each.
 */
export function replay({ map, phases, policies, ports }: ReplayFacts): PolicyVerdict[] {
  const judged = phases.flatMap((phase) => judgePhase(phase, validIn(policies, phase.part), ports));
  const whole = new Map(map.dependencies.map((dependency) => [pairKey(dependency), dependency]));
  return [...groupBy(judged, pairKey)]
    .flatMap(([pair, parts]) => verdictsOf(parts, whole.get(pair), map.window))
    .sort(worthiestFirst);
}

/** Where the policies stand on a verdict, the gravest first. */
const ORDER: readonly Verdict[] = ['denied', 'undecided', 'not-covered', 'allowed'];

function worthiestFirst(a: PolicyVerdict, b: PolicyVerdict): number {
  return (
    Number(b.crossing !== null) - Number(a.crossing !== null) ||
    ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
    byId(a.client, b.client) ||
    byId(a.server, b.server) ||
    a.part.from - b.part.from ||
    byId(JSON.stringify(a.regions), JSON.stringify(b.regions))
  );
}

function judgePhase(phase: Phase, policies: readonly Policy[], ports: ReplayFacts['ports']): Judged[] {
  const guarding = guardsOf(policies, phase.fleet);
  const flows =
    phase.flows &&
    groupBy(
      phase.flows.filter(({ lookups }) => lookups > 0),
      pairKey,
    );
  return phase.map.dependencies.filter(wasSeen).flatMap((dependency) =>
    usesOf(dependency, flows?.get(pairKey(dependency))).map((use) => ({
      ...use,
      part: phase.part,
      crossing: crossingOf(phase.fleet, use),
      decision: judge(use, phase.fleet, guarding(use), ports.get(pairKey(use)) ?? [null]),
      seen: phase.seen.get(pairKey(use)),
    })),
  );
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

/** Seen for certain in the window itself. */
export function wasSeen(dependency: Dependency): boolean {
  return dependency.lookups > 0 || dependency.failures > 0 || connectionsOf(dependency) > 0;
}

/** One use for each way from region to region; what has no region of its own (failures, connections) joins the only way, or stands alone. */
function usesOf(dependency: Dependency, flows: readonly RegionalDependency[] | undefined): Use[] {
  const { client, server, lookups, failures, firstSeen, lastSeen } = dependency;
  const rest = { failures, connections: connectionsOf(dependency) };
  const all: Use = { client, server, regions: null, lookups, ...rest, firstSeen, lastSeen };
  if (!flows || flows.length === 0) return [all];
  const ways = flows.map((flow): Use => ({
    client,
    server,
    regions: { from: flow.from, to: flow.region },
    lookups: flow.lookups,
    ...(flows.length === 1 ? rest : { failures: 0, connections: 0 }),
    firstSeen: flow.firstSeen,
    lastSeen: flow.lastSeen,
  }));
  const isPlaced = flows.length === 1 || (rest.failures === 0 && rest.connections === 0);
  return isPlaced ? ways : [...ways, { ...all, lookups: 0 }];
}

/** What the policies say of a use: of every instance of either end the same, else it is undecided; on several ports, the gravest. */
function judge(use: Use, fleet: Fleet, policies: readonly Policy[], ports: readonly (Port | null)[]): Decision {
  const placed = (service: ServiceId, region: string | null | undefined) =>
    workloadsOf(fleet, service).map((one) => (region === undefined ? one : { ...one, region: known(region) }));
  const decisions = placed(use.client, use.regions?.from).flatMap((client) =>
    placed(use.server, use.regions?.to).map((server) =>
      worst(
        ports.map((port) => decide(policies, client, server, port)),
        ORDER,
      ),
    ),
  );
  const [first] = decisions;
  if (first && decisions.every(({ verdict }) => verdict === first.verdict)) return worst(decisions, ORDER);
  return {
    ...worst(decisions, ORDER),
    verdict: 'undecided',
    open: ['its instances do not all stand under the same rules'],
  };
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

/** The verdicts of one pair: parts that follow each other and say the same are one. */
function verdictsOf(parts: readonly Judged[], whole: Dependency | undefined, window: TimeWindow): PolicyVerdict[] {
  const said = (one: Judged) => JSON.stringify([one.decision.verdict, idsOf(one.decision), one.crossing, one.regions]);
  const ways = [...groupBy(parts, ({ regions }) => JSON.stringify(regions)).values()];
  const runs = ways.flatMap((way) => runsOf(way, said));
  const [only] = runs;
  if (runs.length !== 1 || !only || !whole) return runs.map((run) => verdictOf(run, partOf(run)));
  const counts = { failures: whole.failures, connections: connectionsOf(whole) };
  return [{ ...verdictOf(only, window), ...counts }];
}

function runsOf(parts: readonly Judged[], said: (one: Judged) => string): Judged[][] {
  const runs: Judged[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.[0] && said(last[0]) === said(part)) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

function partOf(run: readonly Judged[]): TimeWindow {
  return { from: run[0]?.part.from ?? 0, to: run.at(-1)?.part.to ?? 0 };
}

function verdictOf(run: readonly Judged[], part: TimeWindow): PolicyVerdict {
  const [first] = run;
  if (!first) throw new Error('A run has a part.');
  const { client, server, regions, crossing, decision } = first;
  const sum = (of: (use: Use) => number) => run.reduce((all, use) => all + of(use), 0);
  const seen = run.flatMap((one) => one.seen ?? []).slice(0, 1);
  const rules = [...decision.rules, ...decision.byDefault];
  return {
    client,
    server,
    verdict: decision.verdict,
    crossing,
    part,
    regions,
    lookups: sum(({ lookups }) => lookups),
    failures: sum(({ failures }) => failures),
    connections: sum(({ connections }) => connections),
    firstSeen: Math.min(...run.map(({ firstSeen }) => firstSeen)),
    lastSeen: Math.max(...run.map(({ lastSeen }) => lastSeen)),
    rules: idsOf(decision),
    why: whyText(decision),
    evidence: [
      ...seen.map((citation) => ({ text: 'first seen', citation })),
      ...rules.flatMap((rule) => {
        const text = 'text' in rule ? rule.text : rule.name;
        return rule.citation ? [{ text, citation: rule.citation }] : [];
      }),
    ],
  };
}

function idsOf({ rules, byDefault }: Decision): string[] {
  return [...rules, ...byDefault].map(({ id }) => id).sort(byId);
}
