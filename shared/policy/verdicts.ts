import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import type { PolicyVerdict, Verdict } from '../model/policy.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import type { Decision } from './decide.ts';
import { frontText } from './fronts.ts';
import { inOrder, portText } from './ports.ts';
import type { Port } from './rule.ts';
import { wayKey, wayOf, type Front, type Use, type Way } from './uses.ts';
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
 * The verdicts of one pair. Each port (where no instance is selected otherwise in the course of the window: by the ends of its connections), and each way of
 * the lookups, is followed through the parts of the window; those of which the same is said over the same time are one verdict.
 */
export function verdictsOf(judged: readonly Judged[], window: TimeWindow, changesEnds: boolean): PolicyVerdict[] {
  const followed = groupBy(judged, (use) =>
    use.ends ? JSON.stringify([use.port, use.front?.address, changesEnds || use.ends]) : JSON.stringify(use.regions),
  );
  const runs = [...followed.values()].flatMap((uses) => runsOf(uses, window));
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

/** What never changes holds of the whole window. */
function runsOf(uses: readonly Judged[], window: TimeWindow): Run[] {
  const bySaid = [...groupBy(uses, said).values()];
  if (bySaid.length === 1) return [{ part: window, uses }];
  const begins = [...new Set(uses.map(({ part }) => part.from))].sort((a, b) => a - b);
  return bySaid.flatMap((same) => {
    const runs: Judged[][] = [];
    let before = -Infinity;
    for (const use of same) {
      const place = begins.indexOf(use.part.from);
      if (place > before + 1) runs.push([]);
      runs.at(-1)?.push(use);
      before = place;
    }
    return runs.map((run) => ({ part: { from: run[0]?.part.from ?? 0, to: run.at(-1)?.part.to ?? 0 }, uses: run }));
  });
}

/** How many connections some uses are together; one that lasts from a part of the window to the next, in uses of both, counts once. */
function connectionsIn(uses: readonly Judged[]): number {
  const until = (at: Micros, way: Way | null) => (way ? `${at} ${wayKey(way)}` : '');
  const seen = new Set(uses.map((use) => until(use.part.to, wayOf(use))));
  const counted = uses.filter(({ earlier, part }) => !earlier || !seen.has(until(part.from, earlier)));
  return counted.reduce((sum, { connections }) => sum + connections, 0);
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
    connections: connectionsIn(uses),
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
