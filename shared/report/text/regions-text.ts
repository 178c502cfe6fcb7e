import type { RegionReport, RegionRow } from '../../model/regions.ts';
import { cellState } from '../../compliance/observability.ts';
import { weighed, type Weight } from '../../compliance/weight.ts';
import { exceptionText, RULE_STATES, uncheckedTexts, unheardText, verdict } from '../../compliance/words.ts';
import { byId } from '../../graph/graph.ts';
import { count, counted } from '../../map/words.ts';
import { assumedValid, type MaybeAssumed } from '../assumed-valid.ts';
import { instant, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { textTable, wrapped } from './table.ts';

const LINE = 100;
type Name = (id: string) => string;

/**
 * Services and regions for people: a table where it fits the line, else each service with its regions beneath; then the
 * flows from region to region, what the logs could not have shown, and how the rules fared.
 */
export function regionsText(
  report: RegionReport,
  services: readonly MaybeAssumed[],
  weight: Weight = 'lookups',
): string {
  const name = namesFrom(services);
  return [
    `Where was it processed? ${name(report.target)}, ${windowText(report.window)}; ${weight} per region`,
    '',
    heatmap(report, name, weight),
    ...section(
      'From region to region',
      [flows(report, weight)].filter((text) => text !== ''),
    ),
    ...section('Not observable', blindSpots(report, name)),
    '',
    verdict(report),
    ...assumedValid(services, report).map((line) => wrapped(line, '  ')),
    ...ruleLines(report),
    ...findings(report, name),
    '',
  ].join('\n');
}

function heatmap({ regions, rows, violations }: RegionReport, name: Name, weight: Weight): string {
  const against = new Set(violations.map(({ path, region }) => `${path.at(-1)}\n${region}`));
  const mark = (row: RegionRow, region: string) => (against.has(`${row.service}\n${region}`) ? '!' : '');
  const cell = (row: RegionRow, region: string) => {
    const figure = weighed(row, weight).cells[region] ?? 0;
    if (figure > 0) return `${count(figure)}${mark(row, region)}`;
    return cellState(row, region) === 'not-observable' ? '?' : '·';
  };
  const table = textTable(
    [
      { head: 'service', max: 32, names: true },
      { head: 'order', right: true },
      ...regions.map((head) => ({ head, right: true })),
    ],
    rows.map((row) => [name(row.service), row.order, ...regions.map((region) => cell(row, region))]),
  );
  if (fitsLine(table)) return table;
  return rows
    .map((row) => {
      const { cells } = weighed(row, weight);
      const seen = regions.filter((region) => cells[region]);
      const words = seen.map((region) => `${region} ${count(cells[region] ?? 0)}${mark(row, region)}`).join(', ');
      return wrapped(`${row.order}  ${name(row.service)}: ${words || 'not seen in the window'}`, '     ');
    })
    .join('\n');
}

function flows({ flows: all }: RegionReport, weight: Weight): string {
  const froms = [...new Set(all.map(({ from }) => from))].sort(byId);
  const tos = [...new Set(all.map(({ to }) => to))].sort(byId);
  const figure = (from: string, to: string) => all.find((flow) => flow.from === from && flow.to === to)?.[weight] ?? 0;
  const table = textTable(
    [{ head: 'asked from' }, ...tos.map((head) => ({ head, right: true }))],
    froms.map((from) => [from, ...tos.map((to) => (figure(from, to) > 0 ? count(figure(from, to)) : '·'))]),
  );
  if (all.length === 0 || fitsLine(table)) return all.length === 0 ? '' : table;
  return froms
    .map((from) => {
      const to = tos.filter((region) => figure(from, region) > 0);
      return wrapped(`${from} → ${to.map((region) => `${region} ${count(figure(from, region))}`).join(', ')}`, '     ');
    })
    .join('\n');
}

function blindSpots({ target, logs, rows, lookups }: RegionReport, name: Name): string[] {
  const own = logs === 'covered' ? [] : [wrapped(`? ${name(target)}: ${unheardText(logs)}`, '    ')];
  const ofRows = rows.flatMap(({ service, observability: { reasons } }) =>
    reasons.map(({ text }) => wrapped(`? ${name(service)}: ${text}`, '    ')),
  );
  const spots = [...own, ...ofRows];
  const unresolved = Object.values(lookups.unresolved).reduce((sum, n) => sum + n, 0);
  if (unresolved === 0) return spots;
  const all = `? ${counted(unresolved, 'lookup')} of the window could not be resolved, by anybody: they may belong in any cell`;
  return [...spots, wrapped(all, '    ')];
}

function ruleLines({ checks, exceptions }: RegionReport): string[] {
  return checks.flatMap((check) => [
    wrapped(`${check.rule}: ${RULE_STATES[check.state]}; ${counted(check.governed, 'service')} governed`, '    '),
    ...uncheckedTexts(check).map((text) => wrapped(`  ? ${text}`, '    ')),
    ...exceptions
      .filter(({ rule }) => rule === check.rule)
      .map((one) =>
        wrapped(`  ${one.state === 'expired' ? '! expired' : '-'} exception: ${exceptionText(one)}`, '    '),
      ),
  ]);
}

function findings({ violations, checks }: RegionReport, name: Name): string[] {
  const lines = violations.map(({ kind, path, region, rule, why, lookups, firstSeen, lastSeen }) =>
    wrapped(
      `! ${kind}: ${path.map(name).join(' → ')} in ${region}, ${counted(lookups, 'lookup')}, ` +
        `${instant(firstSeen)} – ${instant(lastSeen)}; ${rule}: ${why}`,
      '    ',
    ),
  );
  const beyond = checks.filter(({ unlisted }) => unlisted > 0);
  return [
    ...lines,
    ...beyond.map(
      ({ rule, unlisted }) => `! ${counted(unlisted, 'farther transitive finding')} of ${rule}, not listed`,
    ),
  ];
}

const section = (head: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${head}:`, ...lines];
const fitsLine = (table: string): boolean => table.split('\n').every((line) => line.length <= LINE);
