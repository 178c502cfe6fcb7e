import type { AttributeReport, PolicyReport } from '../model/policy.ts';
import { isoWindow, toIso, type Micros, type TimeWindow } from '../model/time.ts';
import type { GroupedMap } from './group-map.ts';

/** The groups of a map as JSON: every instant as ISO 8601. */
export function groupsToJson({ groups }: GroupedMap): unknown {
  return groups.map(({ inside, ...group }) => ({
    ...group,
    inside: inside && { ...inside, firstSeen: toIso(inside.firstSeen), lastSeen: toIso(inside.lastSeen) },
  }));
}

/** Shared and replicated services as JSON, each with why, or with where it runs. */
export function placesToJson({ shared, replicated }: Pick<AttributeReport, 'shared' | 'replicated'>): object {
  return {
    shared: shared.map(({ service, text, reasons }) => ({ service, why: text, reasons })),
    replicated: replicated.map(({ service, ...locations }) => ({ service, locations })),
  };
}

/** The policies held against what was seen, as JSON: every instant as ISO 8601, citations as path and line. */
export function policiesToJson({ window, verdicts, rules, ...rest }: PolicyReport): object {
  return {
    window: isoWindow(window),
    ...rest,
    verdicts: verdicts.map(({ part, firstSeen, lastSeen, evidence, ...verdict }) => ({
      ...verdict,
      part: windowJson(part),
      firstSeen: toIso(firstSeen),
      lastSeen: toIso(lastSeen),
      evidence: evidence.map(({ text, citation: { path, line } }) => ({ text, path, line })),
    })),
    rules: rules.map(({ from, to, citation, ...rule }) => ({
      ...rule,
      from: iso(from),
      to: iso(to),
      path: citation?.path ?? null,
      line: citation?.line ?? null,
    })),
  };
}

const iso = (at: Micros | null) => (at === null ? null : toIso(at));
const windowJson = ({ from, to }: TimeWindow) => ({ from: toIso(from), to: toIso(to) });
