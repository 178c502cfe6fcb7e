import type { DependencyMap } from '../../model/map.ts';
import type { RegionReport, Violation } from '../../model/regions.ts';
import { count, counted } from '../../map/words.ts';
import { namesFrom } from '../words.ts';
import { dataTable } from './document.ts';
import { html, type Markup } from './markup.ts';

const SHADES = 5;
/** More regions than this have their names upright and smaller figures. */
const UPRIGHT = 8;

/** Where each service was processed: figures first, shades of grey beside them, what is against a rule framed and marked. */
export function regionsSection(report: RegionReport, map: DependencyMap): Markup {
  const name = namesFrom(map.services);
  const against = new Set(report.violations.map(({ path, region }) => `${path.at(-1)}\n${region}`));
  const rows = report.rows.map(({ service, order, counts }) => {
    const cells = report.regions.map((region) => {
      const lookups = counts[region] ?? 0;
      const marked = against.has(`${service}\n${region}`);
      return html`<td class="h${shade(lookups)}${marked ? ' against' : ''}">
        ${lookups === 0 ? '' : count(lookups)}${marked ? ' !' : ''}
      </td>`;
    });
    const all = Object.values(counts).reduce((sum, lookups) => sum + lookups, 0);
    return html`<tr>
      <th scope="row">${name(service)}</th>
      <td class="sum">${order}</td>
      ${cells}
      <td class="sum">${count(all)}</td>
    </tr>`;
  });
  const heads = report.regions.map((region) => html`<th class="right" scope="col">${region}</th>`);
  return html`<section class="chapter ${report.regions.length > UPRIGHT ? 'dense' : ''}">
    <h2>Where was it processed?</h2>
    <p class="lead">
      Lookups in the window of each service that ${name(report.target)} reaches, by the region of the answers.
      ${verdict(report)}
    </p>
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
    </table>
    ${report.violations.length === 0 ? null : violationTable(report.violations, name)}
  </section>`;
}

function verdict({ rules, violations }: RegionReport): string {
  if (rules.length === 0) return 'No rules were given.';
  const checked = `Checked against ${counted(rules.length, 'rule')}`;
  return violations.length === 0
    ? `${checked}: nothing is against them.`
    : `${checked}: ${counted(violations.length, 'finding')}, framed and marked with “!”.`;
}

function violationTable(violations: readonly Violation[], name: (id: string) => string): Markup {
  return dataTable(
    [{ head: 'Finding' }, { head: 'Path' }, { head: 'Region' }, { head: 'Rule' }, { head: 'Lookups', kind: 'n' }],
    violations.map(({ kind, path, region, rule, why, lookups }) => [
      kind,
      path.map(name).join(' → '),
      region,
      html`${rule}
        <div class="quiet">${why}</div>`,
      count(lookups),
    ]),
  );
}

/** 0 for nothing, then one shade for about each power of ten. */
function shade(lookups: number): number {
  return lookups === 0 ? 0 : Math.min(SHADES, 1 + Math.floor(Math.log10(lookups) * 1.15));
}
