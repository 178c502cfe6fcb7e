import type { DuckDBConnection } from '@duckdb/node-api';
import type { Declaration, Source, TimeFinding } from '../../../shared/model/evidence.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readSources } from './sources.ts';

/** How far apart the same lookups stand in sources `a` and `b`, in microseconds: those of `b` later where it is positive. */
export interface Offset {
  readonly a: number;
  readonly b: number;
  readonly lookups: number;
  readonly middle: number;
  /** Of twenty lookups, one is below, and one above `high`. */
  readonly low: number;
  readonly high: number;
}

/** So many lookups must be in both sources before anything is said of their clocks. */
const LEAST = 10;
const SECOND = 1e6;
const QUARTER = 900 * SECOND;
/** Clocks that are off by a zone are besides that at most so far apart. */
const NEAR_ZONE = 90 * SECOND;

/** What the lookups that several sources record say of their clocks, with the declaration that would bring them together. */
export async function readTimeFindings(connection: DuckDBConnection): Promise<readonly TimeFinding[]> {
  const offsets = await query<Offset>(connection, sql.time_offsets, { least: LEAST });
  return offsets.length === 0 ? [] : timeFindings(offsets, await readSources(connection));
}

/** One finding for a source at most, that which most lookups speak for. */
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
    if (!known || finding.lookups > known.lookups) best.set(pair, finding);
  }
  return [...best.values()].sort((x, y) => y.lookups - x.lookups || x.source - y.source);
}

/** What is off between two sources; the second is the one to be declared. Undefined where nothing is, or where the first is the one. */
function findingOf(
  { a, b, lookups, middle, low, high }: Offset,
  first: Source,
  second: Source,
): TimeFinding | undefined {
  if (!isDoubtful(second, first)) return undefined;
  const answers = first.kind === 'dns_request' && second.kind !== 'dns_request';
  const about = { source: b, other: a, lookups, offset: middle };
  const zone = Math.round(middle / QUARTER);
  if (zone !== 0 && Math.abs(middle - zone * QUARTER) < NEAR_ZONE) {
    const hours = zone / 4;
    const whole = Number.isInteger(hours) && hours >= -12 && hours <= 14;
    const declaration = whole ? zoneOf(second, hours) : skewed(second, -zone * QUARTER);
    return { ...about, what: 'zone', declaration };
  }
  const steady = high - low < Math.max(Math.abs(middle) / 2, SECOND / 2);
  if (answers && middle < 0) return { ...about, what: 'skew', declaration: skewed(second, -low) };
  if (answers && low > SECOND && steady) return { ...about, what: 'skew', declaration: skewed(second, -low) };
  if (!answers && Math.abs(middle) > SECOND / 2 && steady)
    return { ...about, what: 'skew', declaration: skewed(second, -middle) };
  return undefined;
}

/** Whether the clock of a source is rather to be doubted than that of another: answers rather than requests, an assumed zone rather than a stated one. */
function isDoubtful(source: Source, other: Source): boolean {
  const assumed = ({ assumed: words }: Source) => words.some((what) => what.startsWith('time zone'));
  if (assumed(source) !== assumed(other)) return assumed(source);
  const asks = ({ kind }: Source) => kind === 'dns_request';
  if (asks(source) !== asks(other)) return asks(other);
  return source.id > other.id;
}

/** Local time that is some hours ahead of UTC; the names of such zones count the other way. */
function zoneOf({ declared, assumed }: Source, hours: number): Declaration {
  const zone = `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  return assumed.some((what) => what.startsWith('time zone'))
    ? { ...declared, zone }
    : { ...declared, zone, utcIsLocal: true };
}

/** What is declared and microseconds more, in whole tenths of a second where they are as many. */
function skewed({ declared }: Source, micros: number): Declaration {
  const step = Math.abs(micros) >= SECOND ? 10 : 1000;
  return { ...declared, skew: Math.round(((declared.skew ?? 0) + micros / SECOND) * step) / step };
}
