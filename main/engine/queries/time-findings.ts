import type { DuckDBConnection } from '@duckdb/node-api';
import type { Declaration, Source, TimeFinding } from '../../../shared/model/evidence.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** How far apart what two sources know stands in their times, in microseconds: that of `b` later where it is positive. */
export interface Offset {
  readonly told: 'lookups' | 'validity';
  readonly a: number;
  readonly b: number;
  /** How many are so far apart, of so many that could be, */
  readonly seen: number;
  readonly asked: number;
  /** of how many names: for validity, at how many moments. */
  readonly names: number;
  /** How many are as far apart as the next best distance says. */
  readonly rival: number;
  readonly middle: number;
  /** Of ten (for validity, of twenty), one is below, and one above `high`. */
  readonly low: number;
  readonly high: number;
}

const SECOND = 1e6;
const HOUR = 3600 * SECOND;
/** What two sources must have in common to be compared. */
const ENOUGH = 20;
const NAMES = 3;
/** Two directions say the same, as do two sources of a third. */
const NEAR = SECOND;
/** Inventories say when a machine began to the minute. */
const NEAR_VALIDITY = 90 * SECOND;
/** Zones of whole hours, from the west to the east. */
const ZONES = Array.from({ length: 27 }, (_, at) => at - 12);
/** And those that are in use between them. */
const BROKEN_ZONES = [-9.5, -3.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75];

/** What the sources of the case say of one another's clocks, with the declaration that would bring them together. */
export async function readTimeFindings(
  connection: DuckDBConnection,
  sources: readonly Source[],
): Promise<readonly TimeFinding[]> {
  return timeFindings(await query<Offset>(connection, sql.time_offsets), sources);
}

/** One finding for a source at most: of its lookups, of its machines, then of those that lie outside of all DNS logs. */
export function timeFindings(offsets: readonly Offset[], sources: readonly Source[]): readonly TimeFinding[] {
  const lookups = unanimous(lookupFindings(offsets, sources));
  const off = new Set(lookups.map(({ source }) => source));
  const machines = unanimous(
    validityFindings(offsets, sources).filter(({ source, other }) => !off.has(source) && !off.has(other)),
  );
  const compared = [...lookups, ...machines].sort((x, y) => y.seen - x.seen || x.source - y.source);
  const doubted = new Set(compared.map(({ source }) => source));
  return [...compared, ...outsideLogs(sources.filter(({ id }) => !doubted.has(id)))];
}

/** Of several findings on one source that for which most speaks; none where they contradict one another. */
function unanimous(findings: readonly TimeFinding[]): readonly TimeFinding[] {
  return [...new Set(findings.map(({ source }) => source))].flatMap((id) => {
    const own = findings.filter(({ source }) => source === id).sort((x, y) => y.seen - x.seen);
    const [best] = own;
    return best && own.every(({ offset }) => Math.abs(offset - best.offset) <= NEAR) ? [best] : [];
  });
}

/** Of two sources whose lookups stand apart, the one that fewer others bear out is to be declared. */
function lookupFindings(offsets: readonly Offset[], sources: readonly Source[]): readonly TimeFinding[] {
  const told = offsets.filter(
    (offset) =>
      offset.told === 'lookups' &&
      tells(offset) &&
      offsets.some(
        (back) =>
          back.told === 'lookups' &&
          back.a === offset.b &&
          back.b === offset.a &&
          tells(back) &&
          Math.abs(back.middle + offset.middle) < NEAR,
      ),
  );
  const byId = new Map(sources.map((source) => [source.id, source]));
  const known = told.flatMap((offset) => {
    const [other, source] = [byId.get(offset.a), byId.get(offset.b)];
    return other && source ? [{ offset, source, other, apart: apartBy(offset, source, other) }] : [];
  });
  const groups = agreeing(
    sources.map(({ id }) => id),
    known.filter(({ apart }) => apart === 0).map(({ offset: { a, b } }) => [a, b]),
  );
  return known.flatMap(({ offset: { a, b, seen }, source, other, apart }) =>
    apart === 0 || groups.get(a) === groups.get(b) || !isDoubtful(source, other, groups)
      ? []
      : findingOf({ source, other, told: 'lookups', seen, apart, near: NEAR }),
  );
}

/** Whether enough lookups meet at one distance, half of what could and more, and twice as many as at any other. */
function tells({ seen, asked, names, rival }: Offset): boolean {
  return seen >= ENOUGH && names >= NAMES && seen * 2 >= asked && seen >= rival * 2;
}

/** How much later the lookups stand in the source; answers by how long the quickest take. Zero where clocks and networks may be so far apart. */
function apartBy({ low, middle, high }: Offset, source: Source, other: Source): number {
  if (asks(source) === asks(other)) return Math.abs(middle) > SECOND / 2 ? middle : 0;
  const sign = asks(other) ? 1 : -1;
  const quickest = sign > 0 ? low : -high;
  return quickest > SECOND || middle * sign < -SECOND / 2 ? sign * quickest : 0;
}

/** The group of each source: those that agree with one another, by the first of them. */
function agreeing(ids: readonly number[], pairs: readonly (readonly [number, number])[]): ReadonlyMap<number, number> {
  const groups = new Map(ids.map((id) => [id, id]));
  for (const [a, b] of pairs) {
    const [x = a, y = b] = [groups.get(a), groups.get(b)];
    for (const [id, group] of groups) if (group === Math.max(x, y)) groups.set(id, Math.min(x, y));
  }
  return groups;
}

/** Machines that asked while the inventory says that they were not there, at different moments. */
function validityFindings(offsets: readonly Offset[], sources: readonly Source[]): readonly TimeFinding[] {
  return offsets.flatMap(({ told, a, b, seen, names, middle }) => {
    const [log, inventory] = [a, b].map((at) => sources.find(({ id }) => id === at));
    if (told !== 'validity' || names < NAMES || !log || !inventory) return [];
    const about = { told, seen, near: NEAR_VALIDITY } as const;
    const found =
      isZoneAssumed(log) && !isZoneAssumed(inventory)
        ? findingOf({ ...about, source: log, other: inventory, apart: -middle })
        : findingOf({ ...about, source: inventory, other: log, apart: middle });
    return found.filter(({ what }) => what === 'zone');
  });
}

/** Sources without a zone of which nothing lies in the time of the DNS logs, and in one zone nearly all would. */
function outsideLogs(sources: readonly Source[]): readonly TimeFinding[] {
  const logs = sources.filter(({ kind, from }) => kind.startsWith('dns_') && from !== null);
  const sure = logs.filter((log) => !isZoneAssumed(log));
  const [log] = sure;
  if (!log) return [];
  const [begin, end] = [Math.min(...sure.map(({ from }) => from ?? 0)), Math.max(...sure.map(({ to }) => to ?? 0))];
  return sources.flatMap((source): TimeFinding[] => {
    const { id, kind, from, to, accepted } = source;
    if (!['health_event', 'heartbeat', 'connection'].includes(kind) || !isZoneAssumed(source)) return [];
    if (from === null || to === null || from === to || end === begin) return [];
    const within = (hours: number) =>
      Math.max(0, Math.min(to - hours * HOUR, end) - Math.max(from - hours * HOUR, begin)) /
      Math.min(to - from, end - begin);
    const [best, next] = ZONES.map((hours) => ({ hours, share: within(hours) })).sort((x, y) => y.share - x.share);
    if (within(0) > 0 || !best || !next || best.share < 0.9 || next.share > best.share / 2) return [];
    const declaration = zoneOf(source, best.hours);
    return [
      { source: id, other: log.id, told: 'span', seen: accepted, offset: best.hours * HOUR, what: 'zone', declaration },
    ];
  });
}

/** What is off between two sources: whole hours and halves of a zone, or seconds. What is told and what is declared are one number. */
function findingOf(found: {
  readonly source: Source;
  readonly other: Source;
  readonly told: 'lookups' | 'validity';
  readonly seen: number;
  readonly apart: number;
  readonly near: number;
}): readonly TimeFinding[] {
  const { source, other, told, seen, apart, near } = found;
  const about = { source: source.id, other: other.id, told, seen };
  const hours = [...ZONES, ...BROKEN_ZONES].find((zone) => zone !== 0 && Math.abs(apart - zone * HOUR) < near);
  if (hours !== undefined)
    return [{ ...about, what: 'zone', offset: hours * HOUR, declaration: zoneOf(source, hours) }];
  const step = Math.abs(apart) >= SECOND ? SECOND / 10 : SECOND / 1000;
  const offset = Math.round(apart / step) * step;
  return [{ ...about, what: 'skew', offset, declaration: skewed(source, -offset) }];
}

/**
 * Whether the clock of a source is rather to be doubted than that of another: an assumed zone rather than a stated one, what fewer sources bear
 * out rather than what more do, answers rather than requests, what came later into the case.
 */
function isDoubtful(source: Source, other: Source, groups: ReadonlyMap<number, number>): boolean {
  if (isZoneAssumed(source) !== isZoneAssumed(other)) return isZoneAssumed(source);
  const [own, others] = [groups.get(source.id) ?? source.id, groups.get(other.id) ?? other.id];
  const sizeOf = (group: number) => [...groups.values()].filter((each) => each === group).length;
  if (sizeOf(own) !== sizeOf(others)) return sizeOf(own) < sizeOf(others);
  if (sizeOf(own) === 1 && asks(source) !== asks(other)) return asks(other);
  return own > others;
}

/** Local time that is some hours ahead of UTC; the names of such zones count the other way. Where a zone was declared already, seconds tell what is left. */
function zoneOf(source: Source, hours: number): Declaration {
  const { declared } = source;
  if (declared.zone !== undefined || !Number.isInteger(hours)) return skewed(source, -hours * HOUR);
  const zone = `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  return isZoneAssumed(source) ? { ...declared, zone } : { ...declared, zone, utcIsLocal: true };
}

function asks({ kind }: Source): boolean {
  return kind === 'dns_request';
}

function isZoneAssumed({ assumed }: Source): boolean {
  return assumed.some((what) => what.startsWith('time zone'));
}

/** What is declared and microseconds more. */
function skewed({ declared: { skew = 0, ...declared } }: Source, micros: number): Declaration {
  const sum = Math.round(skew * SECOND + micros) / SECOND;
  return sum === 0 ? declared : { ...declared, skew: sum };
}
