import type { Heartbeats, HeartbeatLoss, HeartbeatPair, IntervalSource, Silence } from '../../model/heartbeats.ts';
import type { Service } from '../../model/map.ts';
import type { Micros } from '../../model/time.ts';
import { count, counted, firstFew, span, timesIn, untilText } from '../../map/words.ts';
import { VERDICT_WORDS } from '../../heartbeat/words.ts';
import { instant, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { textTable, wrapped } from './table.ts';

const MOST_ROWS = 60;

/** Heartbeats for people: who fell silent and what else is known, the matrix as rows, every loss, and what the records do not cover. */
export function heartbeatsText(found: Heartbeats, services: readonly Pick<Service, 'id' | 'name'>[]): string {
  const { window, thresholds, pairs, losses, silences, uncovered, totals, notes } = found;
  const name = namesFrom(services);
  const { missed, share, over } = thresholds;
  const time = timesIn(window);
  if (pairs.length === 0) return [`Who fell silent? ${windowText(window)}`, '', ...notes, ''].join('\n');
  return [
    `Who fell silent? ${windowText(window)}`,
    `A loss: more than ${counted(missed, 'beat')} missed in a row, or more than ${Math.round(share * 1000) / 10} % of ${over} expected ones`,
    '',
    ...(silences.length === 0
      ? [
          totals.expected === 0
            ? 'No beat was to be expected in this window: nothing tells who was silent.'
            : 'No runtime was silent to all that listen for it.',
        ]
      : silences.map((one) => silenceText(one, name))),
    '',
    ...(pairs.length === 0 ? [] : [matrix(pairs), '']),
    ...(losses.length === 0 ? [] : [lossTable(losses, time), '']),
    ...uncovered.map(({ detector, from, to, reason }) =>
      wrapped(`Not covered: ${detector}, ${time(from)} – ${time(to)}. ${reason}`, '  '),
    ),
    `Beats expected ${count(totals.expected)} = received ${count(totals.received)} + missed ${count(totals.missed)}${missedText(found)}`,
    ...notes,
    '',
  ].join('\n');
}

function silenceText(
  { emitter, service, from, to, open, verdict, verdictReason, reason, evidence }: Silence,
  name: (id: string) => string,
) {
  const who = service === null ? emitter : `${emitter} (${name(service)})`;
  const sign = verdict === 'lost' || verdict === 'active' ? '!' : '-';
  const when = `${instant(from)} – ${open ? 'the end of the records' : untilText(from, to)}, ${span(to - from)}`;
  return [
    wrapped(`${sign} ${who}: ${VERDICT_WORDS[verdict]}, ${when}`, '    '),
    `  ${wrapped(reason, '    ')}`,
    `  ${wrapped(verdictReason, '    ')}`,
    ...evidence.map(({ text, citation }) => `    ${wrapped(`${text} [${citation.path}:${citation.line}]`, '      ')}`),
  ].join('\n');
}

function matrix(pairs: readonly HeartbeatPair[]): string {
  const shown =
    pairs.length <= MOST_ROWS ? pairs : [...pairs].sort((a, b) => b.lostShare - a.lostShare).slice(0, MOST_ROWS);
  const table = textTable(
    [
      { head: 'emitter', max: 32 },
      { head: 'detector', max: 32 },
      { head: 'every', right: true },
      { head: 'expected', right: true },
      { head: 'received', right: true },
      { head: 'lost', right: true },
    ],
    shown.map(({ emitter, detector, interval, intervalFrom, expected, received, lostShare }) => [
      emitter,
      detector,
      interval === null
        ? '?'
        : `${count(Math.round(interval / 1000))} ms ${intervalFrom === null ? '' : TOLD_BY[intervalFrom]}`,
      count(expected),
      count(received),
      lostShare === 0 ? '·' : `${(lostShare * 100).toFixed(1)} %`,
    ]),
  );
  return shown.length === pairs.length
    ? table
    : `${table}\n… and ${counted(pairs.length - shown.length, 'pair')} that lost less`;
}

/** Where an interval comes from. */
const TOLD_BY: Readonly<Record<IntervalSource, string>> = {
  given: 'given',
  learned: 'learned',
  detector: 'learned elsewhere',
};

function lossTable(losses: readonly HeartbeatLoss[], time: (at: Micros) => string): string {
  const shown = losses.slice(0, MOST_ROWS);
  const table = textTable(
    [
      { head: 'lost by' },
      { head: 'emitter', max: 32 },
      { head: 'from' },
      { head: 'to' },
      { head: 'missed', right: true },
      { head: 'what' },
      { head: 'sure' },
    ],
    shown.map(({ detector, emitter, from, to, open, missed, kind, confidence }) => [
      detector,
      emitter,
      time(from),
      open ? 'end' : time(to),
      count(missed),
      kind,
      confidence,
    ]),
  );
  return shown.length === losses.length
    ? table
    : `${table}\n… and ${count(losses.length - shown.length)} further losses`;
}

function missedText({ totals: { missed, lostOnTheWay, unsent }, pairs }: Heartbeats): string {
  if (missed === 0) return '';
  const known =
    lostOnTheWay + unsent === 0
      ? ''
      : ` (sent and lost ${count(lostOnTheWay)}, never sent ${count(unsent)}, not known ${count(missed - lostOnTheWay - unsent)})`;
  const worst = [...pairs].filter(({ lostShare }) => lostShare > 0).sort((a, b) => b.lostShare - a.lostShare);
  return `${known}; most by ${firstFew(worst.map(({ emitter, detector }) => `${emitter} → ${detector}`))}`;
}
