import type { Heartbeats, HeartbeatLoss, HeartbeatPair, LossKind, Silence } from '../../model/heartbeats.ts';
import type { Service } from '../../model/map.ts';
import type { Micros } from '../../model/time.ts';
import { byId } from '../../graph/graph.ts';
import { groupBy } from '../../graph/group.ts';
import { kindsOf, LOSS_SIGNS, LOSS_WORDS, VERDICT_WORDS, verdictsText } from '../../heartbeat/words.ts';
import { count, counted, span, timesIn, untilText } from '../../map/words.ts';
import { instant, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { dataTable } from './document.ts';
import { citedLines } from './cited.ts';
import { html, trusted, type Markup } from './markup.ts';

/** Detectors that fit the width of a page; more go on in a further table. */
const ACROSS = 8;
/** Rows that are printed of each table; more are counted and left to the CSV. */
const PRINTED = 200;
/** Lower ends of the shades of a lost share. */
const SHADES = [0, 0.02, 0.1, 0.25, 0.5] as const;

/**
 * Who fell silent: every silence with its verdict and the records that decide, the matrix of emitters and detectors with the share that was
 * lost as a figure, a shade and the sign of its kind, the losses that are part of no silence, and what the records do not cover.
 */
export function heartbeatsSection(found: Heartbeats, services: readonly Pick<Service, 'id' | 'name'>[]): Markup {
  const { window, thresholds, silences, losses, uncovered, totals, notes } = found;
  const others = losses.filter(({ verdict }) => verdict === null);
  const kinds = kindsOf(losses);
  const time = timesIn(window);
  const called = runtimeNames(found, namesFrom(services));
  return html`<section class="chapter">
    <h2>Who fell silent?</h2>
    <p class="lead">
      ${silences.length === 0 ? 'No runtime was silent to all that listen for it' : `Silent runtimes: ${verdictsText(silences)}`}
      (${windowText(window)}). A loss: more than ${counted(thresholds.missed, 'beat')} missed in a row, or more than
      ${Math.round(thresholds.share * 1000) / 10} % of ${thresholds.over} expected ones. Beats expected
      ${count(totals.expected)} = received ${count(totals.received)} + missed ${count(totals.missed)}.
    </p>
    ${silences.length === 0 ? null : silenceTable(silences, called)} ${matrix(found, called)}
    ${kinds.length === 0 ? null : html`<p class="quiet">${kinds.map((kind) => html`${sign(kind)} ${LOSS_WORDS[kind]} `)}</p>`}
    ${others.length === 0 ? null : lossTable(others, called, time)}
    ${[...notes, ...uncovered.map(({ detector, from, to, reason }) => `Not covered: ${detector}, ${time(from)} – ${time(to)}. ${reason}`)].map((text) => html`<p class="quiet">${text}</p>`)}
  </section>`;
}

/** A runtime as it is printed: the services whose it was, and below them its own name, which may be long and break anywhere. */
type Called = (runtime: string) => Markup;

function runtimeNames({ runtimes }: Heartbeats, name: (id: string) => string): Called {
  const services = new Map(runtimes.map((one) => [one.name, one.services.map(name).join(', ')]));
  return (runtime) => {
    const owners = services.get(runtime) ?? '';
    return owners === ''
      ? html`${runtime}`
      : html`${owners}
          <div class="mono quiet">${runtime}</div>`;
  };
}

function silenceTable(silences: readonly Silence[], called: Called): Markup {
  return html`<h3>Silences</h3>
    ${dataTable(
      [{ head: 'Verdict' }, { head: 'Runtime' }, { head: 'When', kind: 't' }, { head: 'Why' }, { head: 'Evidence' }],
      silences.slice(0, PRINTED).map(({ emitter, from, to, open, ...one }) => [
        html`<b>${VERDICT_WORDS[one.verdict]}</b>
          <div class="quiet">sure: ${one.confidence}</div>`,
        called(emitter),
        html`${instant(from)}
          <div>${open ? 'to the end' : `– ${untilText(from, to)}`}, ${span(to - from)}</div>`,
        html`${one.verdictReason}
          <div class="quiet">${one.reason}</div>`,
        citedLines(one.evidence),
      ]),
    )}
    ${more(silences.length, 'silence')}`;
}

function lossTable(losses: readonly HeartbeatLoss[], called: Called, time: (at: Micros) => string): Markup {
  return html`<h3>Losses that are part of no silence</h3>
    ${dataTable(
      [
        { head: 'Kind' },
        { head: 'Emitter' },
        { head: 'Lost by' },
        { head: 'When', kind: 't' },
        { head: 'Missed', kind: 'n' },
        { head: 'Sure' },
        { head: 'Evidence' },
      ],
      losses
        .slice(0, PRINTED)
        .map((one) => [
          html`${sign(one.kind)} ${LOSS_WORDS[one.kind]}`,
          called(one.emitter),
          called(one.detector),
          `${time(one.from)} – ${one.open ? 'end' : time(one.to)}`,
          count(one.missed),
          one.confidence,
          citedLines(one.evidence.slice(0, 1)),
        ]),
    )}
    ${more(losses.length, 'loss')}`;
}

function matrix({ pairs, losses }: Heartbeats, called: Called): Markup {
  const kinds = groupBy(losses, ({ emitter, detector }) => `${emitter}\n${detector}`);
  const rows = [...groupBy(pairs, ({ emitter }) => emitter)]
    .map(([emitter, own]) => ({ emitter, own, lost: lostOf(own) }))
    .sort((a, b) => b.lost - a.lost || byId(a.emitter, b.emitter));
  const detectors = [...new Set(pairs.map(({ detector }) => detector))].sort(byId);
  const parts = Array.from({ length: Math.ceil(detectors.length / ACROSS) }, (_, at) =>
    detectors.slice(at * ACROSS, (at + 1) * ACROSS),
  );
  return html`<h3>Lost share by emitter (rows) and detector</h3>
    ${parts.map(
      (across) =>
        html`<table class="heat">
          <thead>
            <tr>
              <th scope="col">emitter</th>
              ${across.map((detector) => html`<th class="right" scope="col">${called(detector)}</th>`)}
              <th class="right" scope="col">all</th>
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, PRINTED).map(
              ({ emitter, own, lost }) =>
                html`<tr>
                  <th scope="row">${called(emitter)}</th>
                  ${across.map((detector) => {
                    const pair = own.find((one) => one.detector === detector);
                    return cell(pair, kindsOf(kinds.get(`${emitter}\n${detector}`) ?? []));
                  })}
                  <td class="sum">${percent(lost)}</td>
                </tr>`,
            )}
          </tbody>
        </table>`,
    )}
    ${more(rows.length, 'emitter')}`;
}

function cell(pair: HeartbeatPair | undefined, [kind]: readonly LossKind[]): Markup {
  if (!pair) return html`<td class="sum"></td>`;
  if (pair.expected === 0) return html`<td>–</td>`;
  const shade = pair.lostShare === 0 ? 0 : SHADES.filter((least) => pair.lostShare >= least).length;
  return html`<td class="h${shade}">${kind === undefined ? null : sign(kind)} ${percent(pair.lostShare)}</td>`;
}

function lostOf(pairs: readonly HeartbeatPair[]): number {
  const sum = (of: (pair: HeartbeatPair) => number) => pairs.reduce((all, pair) => all + of(pair), 0);
  const expected = sum((pair) => pair.expected);
  return expected === 0 ? 0 : sum((pair) => pair.missed) / expected;
}

const percent = (share: number): string => (share === 0 ? '0' : `${(share * 100).toFixed(1)} %`);

/** The sign of a kind of loss, black on any paper. */
function sign(kind: LossKind): Markup {
  const { stroke, fill } = LOSS_SIGNS[kind];
  return trusted(
    `<svg viewBox="0 0 16 10" width="13" height="8" role="img" aria-label="${LOSS_WORDS[kind]}">` +
      `<path d="${stroke}" fill="none" stroke="#000" stroke-width="1.6"/><path d="${fill}"/></svg>`,
  );
}

const more = (all: number, what: string): Markup | null =>
  all > PRINTED ? html`<p class="quiet">${counted(all - PRINTED, `more ${what}`)}, counted and not printed.</p>` : null;
