import type { ComparedUse, Difference } from '../model/comparison.ts';
import type { RegionCounts } from '../model/map.ts';
import type { Micros } from '../model/time.ts';

/** Counts differ only where one rate is at least this many times the other: less than half as much again is everyday ebb and flow. */
const RATIO = 1.5;
/** … and only where chance would rarely part them so: three standard deviations, one false alarm in 370 dependencies. */
const SIGMA = 3;
/** The same as a chance, for what is not a rate. */
const RARE = 0.0027;
/** A dependency fails often from this many failures on, and from this share of its lookups on: what the Map marks. */
const OFTEN = { failures: 3, share: 0.02 } as const;
/** Regions differ where at least this share of the answers is in other regions than before. */
const MOVED_SHARE = 0.25;

/**
 * Whether two counts over two covered times come from different rates: a ratio of at least RATIO, and a split between the two times that lies
 * SIGMA standard deviations from what one common rate gives (the conditional test of two Poisson counts). Holds both ways round alike.
 */
export function ratesDiffer(a: number, timeA: Micros, b: number, timeB: Micros): boolean {
  if (timeA <= 0 || timeB <= 0 || a + b === 0) return false;
  const [rateA, rateB] = [a / timeA, b / timeB];
  if (Math.max(rateA, rateB) < RATIO * Math.min(rateA, rateB)) return false;
  const share = timeA / (timeA + timeB);
  return Math.abs(a - share * (a + b)) >= SIGMA * Math.sqrt((a + b) * share * (1 - share));
}

/** Whether the answers lie in other regions: half the sum of the differences of their shares, beyond what so few answers do by chance. */
export function regionsDiffer(a: RegionCounts, b: RegionCounts): boolean {
  const sum = (counts: RegionCounts) => Object.values(counts).reduce((total, n) => total + n, 0);
  const [allA, allB] = [sum(a), sum(b)];
  if (allA === 0 || allB === 0) return false;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  const moved = names.reduce((total, name) => total + Math.abs((a[name] ?? 0) / allA - (b[name] ?? 0) / allB), 0) / 2;
  return moved >= MOVED_SHARE && moved >= (SIGMA / 2) * Math.sqrt(1 / allA + 1 / allB);
}

/**
 * What differs in a dependency that both windows show. Instances differ where none serves in both; `replaced` says that the inventories of each
 * window tell the other's apart from the server's; where they do not, chance must rarely part so many lookups so.
 */
export function differencesOf(a: ComparedUse, b: ComparedUse, replaced: boolean): readonly Difference[] {
  const found: Difference[] = [];
  if (ratesDiffer(a.lookups, a.covered, b.lookups, b.covered)) found.push('lookups');
  if (ratesDiffer(a.failures, a.covered, b.failures, b.covered) || beganToFail(a, b) || beganToFail(b, a))
    found.push('failures');
  if (ratesDiffer(a.contested, a.covered, b.contested, b.covered) || onlyOneIsCertain(a, b)) found.push('contested');
  if (regionsDiffer(a.regions, b.regions)) found.push('regions');
  if (areApart(a.instances, b.instances) && (replaced || chanceApart(a, b) < RARE)) found.push('instances');
  return found;
}

function areApart(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one));
}

/** How likely lookups that pick any of these instances would part them as they are parted. */
function chanceApart(a: ComparedUse, b: ComparedUse): number {
  const all = a.instances.length + b.instances.length;
  const ways = a.instances.reduce((product, _, i) => (product * (all - i)) / (i + 1), 1);
  return ways * (a.instances.length / all) ** a.lookups * (b.instances.length / all) ** b.lookups;
}

function beganToFail(before: ComparedUse, after: ComparedUse): boolean {
  const all = after.lookups + after.failures;
  return before.failures === 0 && after.failures >= OFTEN.failures && after.failures >= OFTEN.share * all;
}

/** Whether one window shows the dependency for certain and the other as a candidate only. */
function onlyOneIsCertain(a: ComparedUse, b: ComparedUse): boolean {
  const certain = ({ lookups, failures }: ComparedUse) => lookups + failures > 0;
  return certain(a) !== certain(b);
}
