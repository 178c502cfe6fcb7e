import type { CaseSummary } from '../api.ts';
import type { Diagnosis, Origin } from '../model/diagnosis.ts';
import type { ConnectionTotals, LookupTotals, ServiceId } from '../model/map.ts';
import { isNoTime, type Micros, type TimeWindow } from '../model/time.ts';
import { count, dateTime, untilText } from '../map/words.ts';

/** Date and time of day in UTC, to the second. */
export function instant(at: Micros | null): string {
  return at === null ? '–' : dateTime(at);
}

/** A window in UTC; the day is said once where it begins and ends on the same. */
export function windowText(window: TimeWindow): string {
  if (isNoTime(window)) return 'no record of the case has a time';
  const { from, to } = window;
  return `${instant(from)} – ${untilText(from, to)} UTC`;
}

/** A SHA-256 in groups of four, the middle left out: `7f3c 09be … a1e9`. */
export function shortDigest(digest: string): string {
  return digest.length <= 16 ? digest : `${digest.slice(0, 4)} ${digest.slice(4, 8)} … ${digest.slice(-4)}`;
}

/** The lines on which a plan is signed, by the role of who signs. */
export const SIGN_LINES = [
  ['prepared', 'Prepared by, time'],
  ['reviewed', 'Reviewed by, time'],
  ['approved', 'Approved by, time'],
] as const;

/** So many rival origins are told in full; the weaker ones in one line each. */
export const RIVALS_IN_FULL = 10;

/** How the records balance, in one sentence. */
export function recordsBalance({ records }: Pick<CaseSummary, 'records'>): string {
  const { read, accepted, repeated, rejected, skipped } = records;
  return `Records ${count(read)} = accepted ${count(accepted)} + repeated ${count(repeated)} + rejected ${count(rejected)} + skipped ${count(skipped)}`;
}

/** How the lookups balance, in one sentence. */
export function lookupsBalance({ total, resolved, self, unresolved }: LookupTotals): string {
  const reasons = Object.entries(unresolved).filter(([, lookups]) => lookups > 0);
  const sum = reasons.reduce((all, [, lookups]) => all + lookups, 0);
  const why =
    reasons.length > 0 ? ` (${reasons.map(([reason, lookups]) => `${reason} ${count(lookups)}`).join(', ')})` : '';
  return `Lookups ${count(total)} = resolved ${count(resolved)} + self ${count(self)} + unresolved ${count(sum)}${why}`;
}

/** How the connections balance, in one sentence. */
export function connectionsBalance(totals: ConnectionTotals): string {
  const [apart, unresolved] = [reasonsOf(totals.apart), reasonsOf(totals.unresolved)];
  const { total, folded, resolved, self, undirected } = totals;
  return (
    `Connections ${count(total)} = resolved ${count(resolved)} + self ${count(self)} + undirected ${count(undirected)} + ` +
    `unresolved ${unresolved} + set apart ${apart} + folded ${count(folded)}`
  );
}

function reasonsOf(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, n]) => n > 0);
  const sum = some.reduce((all, [, n]) => all + n, 0);
  return `${count(sum)}${some.length > 0 ? ` (${some.map(([reason, n]) => `${reason} ${count(n)}`).join(', ')})` : ''}`;
}

/** The failing services that are counted though the target does not reach them over failures. */
export function elsewhere({
  concerned,
  failing,
  failingByLookups,
}: Pick<Diagnosis, 'concerned' | 'failing' | 'failingByLookups'>): ServiceId[] {
  const listed = new Set([...failing, ...failingByLookups]);
  return concerned.filter((id) => !listed.has(id));
}

/** The words for how a rival stands; none for the usual case. */
export type StandingText = '' | 'no health data' | 'no alarm' | 'failed apart' | 'by failed lookups';

/** What sets a rival apart from a service that failed by its health events, on the way to the target; else nothing. */
export function standingText({ standing, witness }: Pick<Origin, 'standing' | 'witness'>): StandingText {
  if (standing === 'suspect') return witness === 'none' ? 'no health data' : 'no alarm';
  if (standing === 'apart') return 'failed apart';
  return witness === 'lookups' ? 'by failed lookups' : '';
}
