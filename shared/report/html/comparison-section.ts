import { namesFrom } from '../../map/names.ts';
import type { Cause, Comparison } from '../../model/comparison.ts';
import {
  CLASS_NAMES,
  CAUSE_NAMES,
  comparisonInBrief,
  coveredHours,
  countsOf,
  differenceInWords,
  hourly,
  SIGNS,
} from '../../comparison/told.ts';
import { count } from '../../map/words.ts';
import { instant } from '../words.ts';
import { dataTable } from './document.ts';
import { html, type Markup } from './markup.ts';

/** What differs between two windows, and why, with the records; what is the same is only counted. */
export function comparisonSection(comparison: Comparison): Markup {
  const { services, dependencies } = comparison;
  const name = namesFrom(services);
  const changed = dependencies.filter(({ change }) => change !== 'same');
  const touched = services.filter(({ change }) => change !== 'same');
  return html`<section class="chapter">
    <h2>What differs, and why</h2>
    <p class="lead">
      ${comparisonInBrief(comparison)}. Rates are lookups per hour of the time that the DNS logs of the client cover,
      since windows may differ in length. The records of the window it is held against are marked with ‹.
    </p>
    ${
      touched.length === 0
        ? null
        : dataTable(
            [{ head: '' }, { head: 'Service' }, { head: 'Why' }],
            touched.map(({ name: called, formerName, change, causes }) => [
              change,
              formerName === null ? called : `${called} (was ${formerName})`,
              causesOf(causes),
            ]),
          )
    }
    ${
      changed.length === 0
        ? html`<p>Nothing differs in ${count(countsOf(dependencies).same)} dependencies.</p>`
        : dataTable(
            [
              { head: '' },
              { head: 'Client → server' },
              { head: 'Per hour', kind: 'n' },
              { head: 'Against', kind: 'n' },
              { head: 'Why' },
            ],
            changed.map((one) => [
              html`<b>${SIGNS[one.change]}</b> ${CLASS_NAMES[one.change]}`,
              html`${name(one.client)} →
              ${name(one.server)}${
                one.differences.length === 0 ? null : html`<br /><span class="quiet">${differenceInWords(one)}</span>`
              }`,
              rate(one.window),
              rate(one.against),
              causesOf(one.causes),
            ]),
          )
    }
  </section>`;
}

type Use = Comparison['dependencies'][number]['window'];

function rate(use: Use): Markup {
  return html`${hourly(use)}<br /><span class="quiet">${count(use.lookups)} in ${coveredHours(use)}</span>${
      use.firstSeen === null ? null : html`<br /><span class="quiet">from ${instant(use.firstSeen).slice(5, 16)}</span>`
    }`;
}

function causesOf(causes: readonly Cause[]): Markup {
  return html`${causes.map(
    ({ kind, text, citations }) =>
      html`<p><b>${CAUSE_NAMES[kind]}</b>: ${text}</p>
        ${citations.map(
          ({ side, path, line }) =>
            html`<p class="mono">
              ${side === 'against' ? '‹ ' : ''}${path.split(/[\\/]/).slice(-2).join('/')} : ${line}
            </p>`,
        )}`,
  )}`;
}
