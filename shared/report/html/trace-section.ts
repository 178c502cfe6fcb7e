import type { CaseSummary } from '../../api.ts';
import type { Argument, Diagnosis, Origin } from '../../model/diagnosis.ts';
import type { ServiceId } from '../../model/map.ts';
import { clock, counted, listed, onsetText } from '../../map/words.ts';
import { assumedValid } from '../assumed-valid.ts';
import type { Micros } from '../../model/time.ts';
import { placesOf, type Places } from '../places.ts';
import { elsewhere, RIVALS_IN_FULL, standingText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { dataTable } from './document.ts';
import { html, type Markup } from './markup.ts';

type TraceCase = Pick<CaseSummary, 'services' | 'sources'>;

type Words = { readonly name: (id: ServiceId) => string; readonly placeOf: Places['of'] };

/** Where the fault may have begun: the rivals, best first, with their paths and what speaks for and against each. */
export function traceSection(diagnosis: Diagnosis, { services, sources }: TraceCase): Markup {
  const name = namesFrom(services);
  const { of: placeOf } = placesOf(sources);
  const { failing, blind, origins } = diagnosis;
  const blindText =
    blind.length === 0
      ? 'All that is reached has health data in the window.'
      : `Without health data in the window: ${listed(blind.map(name))}.`;
  const failingText =
    failing.length === 0 ? '' : `${counted(failing.length, 'failing service')}: ${listed(failing.map(name))}.`;
  const others = elsewhere(diagnosis);
  const othersText = others.length === 0 ? '' : `Counted too, failing elsewhere: ${listed(others.map(name))}.`;
  return html`<section class="chapter">
    <h2>Where did it begin?</h2>
    <p class="lead">${diagnosis.finding}</p>
    ${decidingLine(diagnosis, placeOf)}
    ${origins.slice(0, RIVALS_IN_FULL).map((origin, at) => originBlock(origin, at + 1, { name, placeOf }))}
    ${weakerTable(origins.slice(RIVALS_IN_FULL), name)}
    <p class="lead">${failingText} ${othersText} ${blindText} ${assumedValid(services, diagnosis)}</p>
  </section>`;
}

function originBlock(origin: Origin, rank: number, { name, placeOf }: Words): Markup {
  const end = origin.path.length - 1;
  const path = origin.path.map(({ service, onset, inferred, lookupsFailed }, at) => {
    const style = [...(inferred ? ['inferred'] : []), ...(at === end ? ['end'] : [])].join(' ');
    return html`<li class="${style}">${name(service)}<small>${stepText(inferred, onset, lookupsFailed)}</small></li>`;
  });
  return html`<div class="origin">
    <h3>
      ${rank}. ${name(origin.service)}
      <span>${headText(origin)}</span>
    </h3>
    <ol class="path">
      ${path}
    </ol>
    ${sides(origin, placeOf)}
  </div>`;
}

/** What speaks for and against a rival; of one that is another tenant's, neither is given. */
function sides(origin: Origin, placeOf: Places['of']): Markup {
  if (origin.for.length === 0 && origin.against.length === 0)
    return html`<p class="quiet">What speaks for and against it is not given: it is not of this tenant.</p>`;
  return html`<div class="sides">
    <div>
      <h4>For</h4>
      ${argumentList(origin.for, placeOf)}
    </div>
    <div>
      <h4>Against</h4>
      ${argumentList(origin.against, placeOf)}
    </div>
  </div>`;
}

/** The rivals that are not told in full, a row each. */
function weakerTable(origins: readonly Origin[], name: Words['name']): Markup | null {
  if (origins.length === 0) return null;
  const rows = origins.map((origin, at) => [
    RIVALS_IN_FULL + at + 1,
    name(origin.service),
    origin.score.toFixed(2),
    beganText(origin) ?? '–',
    origin.path.map(({ service, inferred }) => (inferred ? `(${name(service)})` : name(service))).join(' → '),
  ]);
  return html`<h3>Weaker rivals; what speaks for and against them is in diagnosis.json</h3>
    ${dataTable(
      [
        { head: 'Rank', kind: 'n' },
        { head: 'Service' },
        { head: 'Score', kind: 'n' },
        { head: 'Began', kind: 't' },
        { head: 'Path; in brackets what has no health data', kind: 'wide' },
      ],
      rows,
    )}`;
}

function beganText({ standing, onsetAfter, onset }: Origin): string | null {
  return standing === 'suspect' ? null : onsetText(onsetAfter, onset);
}

function headText(origin: Origin): string {
  const stands = standingText(origin);
  const began = beganText(origin);
  return [
    `score ${origin.score.toFixed(2)}`,
    ...(began === null ? [] : [`began ${began}`]),
    ...(stands === '' ? [] : [stands]),
  ].join(' · ');
}

function stepText(inferred: boolean, onset: Micros | null, lookupsFailed: Micros | null): string {
  if (lookupsFailed !== null) return `no health data; lookups failed from ${clock(lookupsFailed)}`;
  if (inferred) return 'no health data: inferred';
  return onset === null ? 'no alarm' : `from ${clock(onset)}`;
}

function decidingLine({ deciding }: Diagnosis, placeOf: Places['of']): Markup | null {
  if (!deciding) return null;
  const place = deciding.citation
    ? html` <span class="mono quiet">${placeOf(deciding.citation.path)}:${deciding.citation.line}</span>`
    : null;
  const head = deciding.needs === 'nothing' ? 'Open between 1 and 2:' : 'Would decide between 1 and 2:';
  return html`<p><b>${head}</b> ${deciding.text}${place}</p>`;
}

function argumentList(said: readonly Argument[], placeOf: Places['of']): Markup {
  return said.length === 0
    ? html`<p>Nothing.</p>`
    : html`<ul>
        ${said.map((one) => argumentItem(one, placeOf))}
      </ul>`;
}

function argumentItem({ text, citation }: Argument, placeOf: Places['of']): Markup {
  const place = citation ? html` <span class="mono quiet">${placeOf(citation.path)}:${citation.line}</span>` : null;
  return html`<li>${text}${place}</li>`;
}
