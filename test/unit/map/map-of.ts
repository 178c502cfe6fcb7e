import type { Dependency, DependencyMap } from '../../../shared/model/map.ts';
import type { FailingInterval, Health } from '../../../shared/model/health.ts';
import { fromIso, HOUR, MINUTE, type Micros, type TimeWindow } from '../../../shared/model/time.ts';
import { byId } from '../../../shared/graph/graph.ts';

/** An instant of 4 March 2026, e.g. `14:05:20`. */
export function at(clock: string): Micros {
  const instant = fromIso(`2026-03-04T${clock}Z`);
  if (instant === undefined) throw new Error(`${clock} is no time of day.`);
  return instant;
}

export const WINDOW: TimeWindow = { from: at('14:00'), to: at('15:00') };

/**
 * A map in a few words: `a>b:12` is 12 lookups, `a>b:12!3` with 3 failures, `a>b:?2` contested only, `a>b:~` carried,
 * `a>b:5@West,2@East` by region. Services are named `Service A` and so on.
 */
export function mapOf(text: string, window: TimeWindow = WINDOW): DependencyMap {
  const dependencies = text
    .split(/\s+/)
    .filter((word) => word.includes('>'))
    .map((word) => dependencyOf(word, window))
    .sort((a, b) => byId(a.client, b.client) || byId(a.server, b.server));
  const alone = text.split(/\s+/).filter((word) => word !== '' && !word.includes('>'));
  const ids = [...new Set([...alone, ...dependencies.flatMap(({ client, server }) => [client, server])])].sort(byId);
  return {
    window,
    services: ids.map((id) => ({ id, name: nameOf(id), regions: ['West'], instances: 2, parent: null })),
    dependencies,
    lookups: { total: 0, resolved: 0, self: 0, unresolved: NONE, noAnswer: {} },
  };
}

const NONE = { 'unknown-client': 0, 'no-answer': 0, contested: 0, unowned: 0, 'unknown-address': 0 };

export function nameOf(id: string): string {
  return `Service ${id.toUpperCase()}`;
}

function dependencyOf(word: string, window: TimeWindow): Dependency {
  const [client = '', server = '', counts = '1'] = word.split(/[>:]/);
  const count = (mark: string) => Number(new RegExp(`${mark}(\\d+)`).exec(counts)?.[1] ?? 0);
  const regions: Record<string, number> = {};
  for (const [, lookups, region] of counts.matchAll(/(\d+)@(\w+)/g)) if (region) regions[region] = Number(lookups);
  const byRegion = Object.values(regions).reduce((sum, n) => sum + n, 0);
  const lookups = byRegion || Number(/^\d+/.exec(counts)?.[0] ?? 0);
  const carried = counts.includes('~');
  return {
    client,
    server,
    lookups,
    contested: count('\\?'),
    failures: count('!'),
    firstSeen: carried ? window.from - 20 * MINUTE : window.from,
    lastSeen: carried ? window.from - 10 * MINUTE : window.to - MINUTE,
    regions,
    carried,
  };
}

/**
 * Health in a few words, one interval each: `g 14:05:20-14:20 latency 7`; severity may be left out. Services of
 * `observed` have health data and no failure.
 */
export function healthOf(lines: string, observed = ''): Health {
  const intervals = lines
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(intervalOf);
  const ids = [...intervals.map(({ service }) => service), ...observed.split(/\s+/).filter((id) => id !== '')];
  const known = [...new Set(ids)].sort(byId);
  const watched = known.map((service) => ({ service, from: WINDOW.from - HOUR, to: WINDOW.to }));
  return { intervals, watched, unmet: [] };
}

function intervalOf(line: string, index: number): FailingInterval {
  const [service = '', clocks = '', kind = 'error', severity] = line.split(/\s+/);
  const [from = '', to = ''] = clocks.split('-');
  return {
    service,
    witness: 'events',
    subject: service,
    kind,
    status: 'error',
    from: at(from),
    to: at(to),
    after: at(from) - MINUTE,
    sampled: true,
    severity: severity === undefined ? null : Number(severity),
    events: 3,
    step: MINUTE,
    message: null,
    citation: { source: 1, path: 'health.csv', line: index + 2 },
  };
}
