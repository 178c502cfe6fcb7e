import type { DependencyMap } from '../../model/map.ts';
import type { RegionReport, RegionRow, Violation } from '../../model/regions.ts';
import { cellState } from '../../compliance/observability.ts';
import { exceptionText, RULE_STATES, uncheckedTexts, verdict } from '../../compliance/words.ts';
import { byId } from '../../graph/graph.ts';
import { count, counted } from '../../map/words.ts';
import { assumedValid } from '../assumed-valid.ts';
import { instant } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { dataTable } from './document.ts';
import { html, type Markup } from './markup.ts';

type Name = (id: string) => string;

const SHADES = 5;
/** More regions than this have their names upright and smaller figures. */
const UPRIGHT = 8;
/** Regions that fit the width of a page; more go on in a further table. */
const ACROSS = 14;
/** A table of so many rows goes to the next page rather than over its end. */
const KEPT_WHOLE = 16;
/** Violations that are printed; more are counted and left to the CSV. */
const PRINTED = 400;

/**
 * Where each service was processed: figures first, shades of grey beside them, what is against a rule framed and marked with “!”,
 * an empty cell that does not show that nothing ran there with “?”; then the flows from region to region, and how the rules fared.
 */
export function regionsSection(report: RegionReport, map: DependencyMap): Markup {
  const name = namesFrom(map.services);
  const across = report.regions.length === 0 ? [[]] : chunks(report.regions, ACROSS);
  const blind = report.rows.filter(({ observability }) => observability.reasons.length > 0);
  return html`<section class="chapter ${report.regions.length > UPRIGHT ? 'dense' : ''}">
    <h2>Where was it processed?</h2>
    <p class="lead">
      Lookups in the window of each service that ${name(report.target)} reaches, by the region of the answers.
      ${verdict(report)} An empty cell: nobody looked it up there; “?”: the logs could not have shown it; “!”: against a
      rule. ${assumedValid(map.services, report)}
    </p>
    ${report.rows.length === 0 ? html`<p class="quiet">No service to count lookups of.</p>` : across.map((regions, at) => heatTable(report, regions, across.length > 1 ? at : null, name))}
    ${report.flows.length === 0 ? null : flowTables(report)} ${blind.length === 0 ? null : blindTable(blind, name)}
    ${report.checks.length === 0 ? null : ruleTable(report)}
    ${report.violations.length === 0 ? null : violationTable(report, name)}
  </section>`;
}

function heatTable(report: RegionReport, regions: readonly string[], part: number | null, name: Name): Markup {
  const against = new Set(report.violations.map(({ path, region }) => `${path.at(-1)}\n${region}`));
  const rows = report.rows.map((row) => {
    const cells = regions.map((region) => heatCell(row, region, against.has(`${row.service}\n${region}`)));
    const all = Object.values(row.counts).reduce((sum, lookups) => sum + lookups, 0);
    return html`<tr>
      <th scope="row">${name(row.service)}</th>
      <td class="sum">${row.order}</td>
      ${cells}
      <td class="sum">${count(all)}</td>
    </tr>`;
  });
  const heads = regions.map((region) => html`<th class="right" scope="col">${region}</th>`);
  const first = part === null ? 0 : part * ACROSS + 1;
  return html`${
      part === null
        ? null
        : html`<h3>Regions ${first} to ${first + regions.length - 1} of ${report.regions.length}</h3>`
    }
    <table class="heat">
      <thead>
        <tr>
          <th></th>
          <th class="right" scope="col">order</th>
          ${heads}
          <th class="right" scope="col">all</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function heatCell(row: RegionRow, region: string, marked: boolean): Markup {
  const lookups = row.counts[region] ?? 0;
  const empty = cellState(row, region) === 'not-observable' ? '?' : '';
  return html`<td class="h${shade(lookups)}${marked ? ' against' : ''}">
    ${lookups === 0 ? empty : count(lookups)}${marked ? ' !' : ''}
  </td>`;
}

function flowTables({ flows }: RegionReport): Markup {
  const froms = [...new Set(flows.map(({ from }) => from))].sort(byId);
  const figures = new Map(flows.map(({ from, to, lookups }) => [`${from}\n${to}`, lookups]));
  const tables = chunks([...new Set(flows.map(({ to }) => to))].sort(byId), ACROSS).map((tos) => {
    const rows = froms.map((from) => {
      const cells = tos.map((to) => {
        const lookups = figures.get(`${from}\n${to}`) ?? 0;
        return html`<td class="h${shade(lookups)}">${lookups === 0 ? '' : count(lookups)}</td>`;
      });
      return html`<tr>
        <th scope="row">${from}</th>
        ${cells}
      </tr>`;
    });
    return html`<table class="heat">
      <thead>
        <tr>
          <th scope="col">asked from</th>
          ${tos.map((to) => html`<th class="right" scope="col">${to}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  });
  return html`<div class="${froms.length > KEPT_WHOLE ? '' : 'keep'}">
    <h3>From region to region</h3>
    <p class="quiet">The same lookups, by the region of their clients (rows) and of their answers (columns).</p>
    ${tables}
  </div>`;
}

function blindTable(rows: readonly RegionRow[], name: Name): Markup {
  return html`<h3>Not observable</h3>
    ${dataTable(
      [{ head: 'Service' }, { head: 'Why an empty cell does not show that nothing ran there' }],
      rows.map(({ service, observability }) => [
        name(service),
        observability.reasons.map(({ text }) => text).join('; '),
      ]),
    )}`;
}

function ruleTable({ checks, exceptions }: RegionReport): Markup {
  const lines = (texts: readonly string[]) => texts.map((text) => html`<div class="quiet">${text}</div>`);
  return html`<h3>Rules</h3>
    ${dataTable(
      [{ head: 'Rule' }, { head: 'Fared' }, { head: 'Services', kind: 'n' }, { head: 'Findings', kind: 'n' }],
      checks.map((check) => [
        html`${check.rule} ${lines(uncheckedTexts(check))}
        ${lines(
          exceptions
            .filter(({ rule }) => rule === check.rule)
            .map((one) => `${one.state === 'expired' ? '! expired exception' : 'exception'}: ${exceptionText(one)}`),
        )}`,
        RULE_STATES[check.state],
        count(check.governed),
        count(check.violations + check.unlisted),
      ]),
    )}`;
}

function violationTable({ violations, checks }: RegionReport, name: Name): Markup {
  const rest = violations.length - PRINTED;
  const beyond = checks.reduce((sum, { unlisted }) => sum + unlisted, 0) + Math.max(0, rest);
  return html`<h3>Findings</h3>
    ${dataTable(
      [
        { head: 'Finding' },
        { head: 'Path' },
        { head: 'Region' },
        { head: 'Rule' },
        { head: 'Seen' },
        { head: 'Lookups', kind: 'n' },
      ],
      violations.slice(0, PRINTED).map((found) => findingRow(found, name)),
    )}
    ${beyond > 0 ? html`<p class="quiet">${counted(beyond, 'more finding')}, the farther ones, are counted and not printed.</p>` : null}`;
}

const findingRow = ({ kind, path, region, rule, why, lookups, firstSeen, lastSeen }: Violation, name: Name) => [
  kind,
  path.map(name).join(' → '),
  region,
  html`${rule}
    <div class="quiet">${why}</div>`,
  html`${instant(firstSeen)}
    <div>${instant(lastSeen)}</div>`,
  count(lookups),
];

function chunks(texts: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) => texts.slice(at * size, (at + 1) * size));
}

/** 0 for nothing, then one shade for about each power of ten. */
function shade(lookups: number): number {
  return lookups === 0 ? 0 : Math.min(SHADES, 1 + Math.floor(Math.log10(lookups) * 1.15));
}
