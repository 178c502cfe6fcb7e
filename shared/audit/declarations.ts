import type { AuditReason } from '../model/audit.ts';
import { isCertain } from '../map/follow.ts';
import type { Dependency } from '../model/map.ts';
import { byPair, type AuditFacts } from './facts.ts';
import { pairKey, type Pair } from '../map/pairs.ts';
import { logRuns } from './runs.ts';
import type { Verdict } from './witnesses.ts';

/** The dependencies of the window that their clients, who declare others, do not declare. */
export function unexpected(facts: AuditFacts, seen: readonly Dependency[]): readonly Dependency[] {
  const declaring = new Set(facts.declared.map(({ client }) => client));
  const declared = new Set(facts.declared.map(pairKey));
  return seen.filter((one) => declaring.has(one.client) && !declared.has(pairKey(one)));
}

/** What is said of each of them. */
export const UNEXPECTED: Verdict = {
  kind: 'unexpected',
  why: null,
  text: 'Seen, and not among the dependencies that the client declares.',
  expected: 'A declared dependency that is valid in the window, or no use at all.',
};

/** What is said of a declared dependency that the window does not show for certain. */
export function declaredUnseen(facts: AuditFacts): (pair: Pair) => Verdict {
  const whole = byPair(facts.whole);
  return (pair) => {
    const elsewhere = whole.get(pairKey(pair));
    const used = elsewhere !== undefined && isCertain(elsewhere);
    if (used && !logRuns(facts, elsewhere)) {
      const text = 'Declared and seen in another window; no log that showed it runs in this one.';
      const expected = 'The log that showed it elsewhere would show whether it is used.';
      return { kind: 'not-covered', why: 'no-log', text, expected };
    }
    if (!used && !facts.dnsCovered.has(pair.client) && !facts.socketCovered.has(pair.client)) {
      const text = 'Declared; no log of the client runs in this window.';
      const expected = 'A DNS log or a socket log of the client would show whether it is used.';
      return { kind: 'not-covered', why: 'no-log', text, expected };
    }
    const why: AuditReason = used ? 'seen-elsewhere' : 'never-used';
    const text = used
      ? 'Declared and not seen in this window; seen in another.'
      : 'Declared and never seen, in this window or any other.';
    return { kind: 'declared-only', why, text, expected: 'Lookups or connections, if it is used at all.' };
  };
}
