import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import type { PolicyVerdict, Verdict } from '../model/policy.ts';
import type { TimeWindow } from '../model/time.ts';
import type { Decision } from './decide.ts';
import { frontText } from './fronts.ts';
import { inOrder, portText } from './ports.ts';
import type { Port } from './rule.ts';
import { wayKey, type Front, type PortUse, type SeenEnd, type Use } from './uses.ts';
import { whyText } from './words.ts';

/** Where the policies stand on a verdict, the gravest first. */
export const VERDICT_ORDER: readonly Verdict[] = ['denied', 'undecided', 'not-covered', 'allowed'];

/** What a phase says of a use. */
export interface Judged extends Use {
  readonly part: TimeWindow;
  readonly crossing: PolicyVerdict['crossing'];
  readonly decision: Decision;
}

/** What was judged of a pair and of which the policies say one thing from the beginning of a part of the window to its end. */
interface Run {
  readonly part: TimeWindow;
  readonly uses: readonly Judged[];
}

/**
 * The verdicts of one pair. Each port, and each way of the lookups, is followed through the parts of the window; those of which the same is said
 * over the same time are one verdict.
 */
export function verdictsOf(
  parts: readonly Judged[],
  connected: readonly PortUse[],
  window: TimeWindow,
): PolicyVerdict[] {
  const told = connected.every(({ ends }) => isOneKind(ends.client) && isOneKind(ends.server));
  const whole = new Map(told ? connected.map((use) => [wayKey({ ...use, regions: null }), use]) : []);
  const followed = groupBy(parts, wayKey);
  const runs = [...followed.values()].flatMap((way) => {
    const changes = runsOf(way);
    const [only, ...more] = changes;
    return only && more.length === 0 ? [steady(only, whole, window)] : changes;
  });
  const alike = groupBy(runs, ({ part, uses: [first] }) => JSON.stringify([part, first && said(first)]));
  return [...alike.values()].map((some) =>
    verdictOf(
      some[0]?.part ?? window,
      some.flatMap(({ uses }) => uses),
    ),
  );
}

/** The order of verdicts: crossings between tenants first, then the gravest. */
export function worthiestFirst(a: PolicyVerdict, b: PolicyVerdict): number {
  return (
    Number(b.crossing !== null) - Number(a.crossing !== null) ||
    VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) ||
    byId(a.client, b.client) ||
    byId(a.server, b.server) ||
    a.part.from - b.part.from ||
    byId(JSON.stringify([a.regions, a.ports]), JSON.stringify([b.regions, b.ports]))
  );
}

const said = ({ decision, crossing, regions }: Judged) =>
  JSON.stringify([decision.verdict, idsOf(decision), crossing, regions]);

function runsOf(parts: readonly Judged[]): Run[] {
  const runs: Judged[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.[0] && said(last[0]) === said(part)) last.push(part);
    else runs.push([part]);
  }
  return runs.map((uses) => ({ part: { from: uses[0]?.part.from ?? 0, to: uses.at(-1)?.part.to ?? 0 }, uses }));
}

/** Whether an end is of one kind of instance all the time: else the window as a whole tells connections otherwise apart than its parts do. */
function isOneKind({ traits }: SeenEnd): boolean {
  return traits === null || traits.length < 2;
}

/**
 * What never changes holds of the whole window, and a connection that lasts over a cut counts once. Of what the window as a whole does not tell
 * apart as its parts do, the parts stand.
 */
function steady(run: Run, whole: ReadonlyMap<string, PortUse>, window: TimeWindow): Run {
  const [first] = run.uses;
  const isConnected = run.uses.some(({ connections }) => connections > 0);
  if (!first || !isConnected) return { part: window, uses: run.uses };
  const counted = whole.get(wayKey(first));
  return counted ? { part: window, uses: [{ ...first, ...counted }] } : run;
}

function verdictOf(part: TimeWindow, uses: readonly Judged[]): PolicyVerdict {
  const [first] = uses;
  if (!first) throw new Error('A verdict is of something that was seen.');
  const { client, server, regions, crossing, decision } = first;
  const sum = (of: (use: Judged) => number) => uses.reduce((all, use) => all + of(use), 0);
  const ports = distinct(uses.map(({ port }) => port));
  const fronts = distinct(uses.map(({ front, port }) => front && { ...front, target: port }));
  return {
    client,
    server,
    ports: inOrder(ports),
    through: fronts.map(({ address, port, target }) => ({ address, ...port, target: target?.port ?? null })),
    verdict: decision.verdict,
    crossing,
    part,
    regions,
    lookups: sum(({ lookups }) => lookups),
    failures: sum(({ failures }) => failures),
    connections: sum(({ connections }) => connections),
    firstSeen: Math.min(...uses.map(({ firstSeen }) => firstSeen)),
    lastSeen: Math.max(...uses.map(({ lastSeen }) => lastSeen)),
    rules: idsOf(decision),
    why: whyText(decision),
    evidence: [...recordsOf(uses), ...fronts.flatMap(leading), ...rulesOf(decision)],
  };
}

/** What is there, each once. */
function distinct<T>(all: readonly (T | null)[]): T[] {
  return [...new Map(all.flatMap((one) => (one === null ? [] : [[JSON.stringify(one), one] as const]))).values()];
}

/** The record by which a port that stands before the server leads to one of its instances. */
function leading({ target, citation, ...front }: Front & { readonly target: Port | null }): PolicyVerdict['evidence'] {
  return target && citation ? [{ text: `${frontText(front)} leads to ${portText(target)}`, citation }] : [];
}

/** The first lookup and the first connection of those that are judged. */
function recordsOf(uses: readonly Judged[]): PolicyVerdict['evidence'] {
  const firstOf = (text: string, some: readonly Judged[]) => {
    const [first] = some.toSorted((a, b) => a.firstSeen - b.firstSeen);
    return first?.record ? [{ text, citation: first.record }] : [];
  };
  return [
    ...firstOf(
      'first lookup',
      uses.filter(({ ends }) => ends === null),
    ),
    ...firstOf(
      'first connection',
      uses.filter(({ ends }) => ends !== null),
    ),
  ];
}

function rulesOf({ rules, byDefault }: Decision): PolicyVerdict['evidence'] {
  return [
    ...rules.map(({ text, citation }) => ({ text, citation })),
    ...byDefault.map(({ name: text, citation }) => ({ text, citation })),
  ].flatMap(({ text, citation }) => (citation ? [{ text, citation }] : []));
}

function idsOf({ rules, byDefault }: Decision): string[] {
  return [...rules, ...byDefault].map(({ id }) => id).sort(byId);
}
