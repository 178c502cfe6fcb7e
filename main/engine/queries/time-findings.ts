import type { DuckDBConnection } from '@duckdb/node-api';
import type { Declaration, Source, TimeFinding } from '../../../shared/model/evidence.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** How far apart what two sources know stands in their times, in microseconds: that of `b` later where it is positive. */
export interface Offset {
  readonly told: 'lookups' | 'validity';
  readonly a: number;
  readonly b: number;
  readonly seen: number;
  readonly middle: number;
  /** Of twenty, one is below, and one above `high`. */
  readonly low: number;
  readonly high: number;
}

const SECOND = 1e6;
const HOUR = 3600 * SECOND;
const QUARTER = HOUR / 4;
/** Clocks that are off by a zone are besides that at most so far apart. */
const NEAR_ZONE = 90 * SECOND;
/** Zones of whole hours, from the west to the east. */
const ZONES = Array.from({ length: 27 }, (_, at) => at - 12);

/** What the sources of the case say of one another's clocks, with the declaration that would bring them together. */
export async function readTimeFindings(
  connection: DuckDBConnection,
  sources: readonly Source[],
): Promise<readonly TimeFinding[]> {
  return timeFindings(await query<Offset>(connection, sql.time_offsets), sources);
}

/** One finding for two sources at most, that which most speaks for; then the sources that lie outside of all DNS logs. */
export function timeFindings(offsets: readonly Offset[], sources: readonly Source[]): readonly TimeFinding[] {
  const found = offsets.flatMap((offset) => {
    const a = sources.find(({ id }) => id === offset.a);
    const b = sources.find(({ id }) => id === offset.b);
    return a && b ? (findingOf(offset, a, b) ?? []) : [];
  });
  const best = new Map<string, TimeFinding>();
  for (const finding of found) {
    const pair = [finding.source, finding.other].sort((x, y) => x - y).join();
    const known = best.get(pair);
    if (!known || finding.seen > known.seen) best.set(pair, finding);
  }
  const compared = [...best.values()].sort((x, y) => y.seen - x.seen || x.source - y.source);
  const doubted = new Set(compared.map(({ source }) => source));
  return [...compared, ...outsideLogs(sources.filter(({ id }) => !doubted.has(id)))];
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

/** What is off between two sources; the second is the one to be declared. Undefined where nothing is, or where the first is the one. */
function findingOf(
  { told, a, b, seen, middle, low, high }: Offset,
  first: Source,
  second: Source,
): TimeFinding | undefined {
  if (told === 'lookups' && !isDoubtful(second, first)) return undefined;
  if (told === 'validity' && isZoneAssumed(first) && !isZoneAssumed(second))
    return findingOf({ told, a: b, b: a, seen, middle: -middle, low: -high, high: -low }, second, first);
  const answers = first.kind === 'dns_request' && second.kind !== 'dns_request';
  const about = { source: b, other: a, told, seen, offset: middle };
  const zone = Math.round(middle / QUARTER);
  if (zone !== 0 && Math.abs(middle - zone * QUARTER) < NEAR_ZONE) {
    const hours = zone / 4;
    const whole = Number.isInteger(hours) && hours >= -12 && hours <= 14;
    const declaration = whole ? zoneOf(second, hours) : skewed(second, -zone * QUARTER);
    return { ...about, what: 'zone', declaration };
  }
  if (told === 'validity') return undefined;
  const steady = high - low < Math.max(Math.abs(middle) / 2, SECOND / 2);
  if (answers && middle < 0) return { ...about, what: 'skew', declaration: skewed(second, -low) };
  if (answers && low > SECOND && steady) return { ...about, what: 'skew', declaration: skewed(second, -low) };
  if (!answers && Math.abs(middle) > SECOND / 2 && steady)
    return { ...about, what: 'skew', declaration: skewed(second, -middle) };
  return undefined;
}

/** Whether the clock of a source is rather to be doubted than that of another: answers rather than requests, an assumed zone rather than a stated one. */
function isDoubtful(source: Source, other: Source): boolean {
  if (isZoneAssumed(source) !== isZoneAssumed(other)) return isZoneAssumed(source);
  const asks = ({ kind }: Source) => kind === 'dns_request';
  if (asks(source) !== asks(other)) return asks(other);
  return source.id > other.id;
}

/** Local time that is some hours ahead of UTC; the names of such zones count the other way. */
function zoneOf(source: Source, hours: number): Declaration {
  const zone = `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  const { declared } = source;
  return isZoneAssumed(source) ? { ...declared, zone } : { ...declared, zone, utcIsLocal: true };
}

function isZoneAssumed({ assumed }: Source): boolean {
  return assumed.some((what) => what.startsWith('time zone'));
}

/** What is declared and microseconds more, in whole tenths of a second where they are as many. */
function skewed({ declared }: Source, micros: number): Declaration {
  const step = Math.abs(micros) >= SECOND ? 10 : 1000;
  return { ...declared, skew: Math.round(((declared.skew ?? 0) + micros / SECOND) * step) / step };
}
