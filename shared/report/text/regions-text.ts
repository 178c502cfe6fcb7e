import type { Service } from '../../model/map.ts';
import type { RegionReport } from '../../model/regions.ts';
import { count, counted } from '../../map/words.ts';
import { namesFrom, windowText } from '../words.ts';
import { textTable, wrapped } from './table.ts';

const LINE = 100;

/** Services and regions for people: a table where it fits the line, else each service with its regions beneath. */
export function regionsText(report: RegionReport, services: readonly Pick<Service, 'id' | 'name'>[]): string {
  const name = namesFrom(services);
  const { regions, rows, violations, rules } = report;
  const columns = regions.map((region) => ({ head: region, right: true }));
  const table = textTable(
    [{ head: 'service', max: 32 }, { head: 'order', right: true }, ...columns],
    rows.map(({ service, order, counts }) => [
      name(service),
      order,
      ...regions.map((region) => (counts[region] ? count(counts[region]) : '·')),
    ]),
  );
  const fits = table.split('\n').every((line) => line.length <= LINE);
  const listed = rows.map(({ service, order, counts }) => {
    const cells = regions.filter((region) => counts[region]).map((region) => `${region} ${count(counts[region] ?? 0)}`);
    return wrapped(`${order}  ${name(service)}: ${cells.join(', ') || 'not seen in the window'}`, '     ');
  });
  const findings = violations.map(({ kind, path, region, rule, why, lookups }) =>
    wrapped(
      `! ${kind}: ${path.map(name).join(' → ')} in ${region}, ${counted(lookups, 'lookup')}; ${rule}: ${why}`,
      '    ',
    ),
  );
  const verdict =
    rules.length === 0
      ? 'No rules were given.'
      : `${counted(violations.length, 'finding')} against ${counted(rules.length, 'rule')}.`;
  return [
    `Where was it processed? ${name(report.target)}, ${windowText(report.window)}; lookups per region`,
    '',
    ...(fits ? [table] : listed),
    '',
    verdict,
    ...findings,
    '',
  ].join('\n');
}
