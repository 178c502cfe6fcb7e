import { namesFrom } from '../map/names.ts';
import type { Comparison } from '../model/comparison.ts';
import { toIso } from '../model/time.ts';
import { csvText } from '../map/export/csv.ts';
import { regionList } from '../map/export/labels.ts';

const COLUMNS =
  'change,client,client_name,server,server_name,differences,lookups,lookups_against,per_hour,per_hour_against,failures,failures_against,contested,contested_against,regions,regions_against,first_seen,last_seen,first_seen_against,last_seen_against,causes,records';

/**
 * The dependencies of a comparison as CSV, one a line, those that are the same included. per_hour: lookups per hour of covered time; causes: `kind: text`,
 * records: `side path:line`, each with ` | ` between.
 */
export function comparisonToCsv({ services, dependencies }: Comparison): string {
  const name = namesFrom(services);
  const instant = (at: number | null) => (at === null ? '' : toIso(at));
  const rate = (perHour: number | null) => (perHour === null ? '' : perHour.toFixed(3));
  const rows = dependencies.map(({ client, server, change, differences, window, against, causes }) => [
    change,
    client,
    name(client),
    server,
    name(server),
    differences.join(' '),
    window.lookups,
    against.lookups,
    rate(window.perHour),
    rate(against.perHour),
    window.failures,
    against.failures,
    window.contested,
    against.contested,
    regionList(window.regions),
    regionList(against.regions),
    instant(window.firstSeen),
    instant(window.lastSeen),
    instant(against.firstSeen),
    instant(against.lastSeen),
    causes.map(({ kind, text }) => `${kind}: ${text}`).join(' | '),
    causes.flatMap(({ citations }) => citations.map(({ side, path, line }) => `${side} ${path}:${line}`)).join(' | '),
  ]);
  return csvText([COLUMNS.split(','), ...rows]);
}
