import type { Heartbeats, HeartbeatLoss, HeartbeatPair, IntervalSource, Silence } from '../../model/heartbeats.ts';
import type { Service } from '../../model/map.ts';
import type { Micros } from '../../model/time.ts';
import { count, counted, firstFew, span, timesIn, untilText } from '../../map/words.ts';
import { periodText, VERDICT_WORDS } from '../../heartbeat/words.ts';
import { instant, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { cited } from './cited.ts';
import { textTable, wrapped } from './table.ts';

const MOST_ROWS = 60;

/** Heartbeats for people: who fell silent and what else is known, the matrix as rows, every loss, and what the records do not cover. */
export function heartbeatsText(found: Heartbeats, services: readonly Pick<Service, 'id' | 'name'>[]): string {
  const { window, thresholds, pairs, losses, silences, uncovered, totals, notes } = found;
  const name = namesFrom(services);
  const { missed, share, over } = thresholds;
  const time = timesIn(window);
  const called = calledBy(found, name);
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
    ...(pairs.length === 0 ? [] : [matrix(pairs, called), '']),
    ...(losses.length === 0 ? [] : [lossTable(losses, called, time), '']),
    ...uncovered.map(({ detector, from, to, reason }) =>
      wrapped(`Not covered: ${detector}, ${time(from)} – ${time(to)}. ${reason}`, '  '),
    ),
    `Beats expected ${count(totals.expected)} = received ${count(totals.received)} + missed ${count(totals.missed)}${missedText(found)}`,
    ...notes,
    '',
  ].join('\n');
}

/** A runtime as the tables name it: the services whose it was, and its own name. */
type Called = (runtime: string) => string;

function calledBy({ runtimes }: Heartbeats, name: (id: string) => string): Called {
  const owners = new Map(runtimes.map((one) => [one.name, one.services.map(name).join(', ')]));
  return (runtime) => {
    const services = owners.get(runtime) ?? '';
    return services === '' || services === runtime ? runtime : `${services} · ${runtime}`;
  };
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
    ...evidence.map(({ text, citation }) => `    ${wrapped(cited(text, citation), '      ')}`),
  ].join('\n');
}

function matrix(pairs: readonly HeartbeatPair[], called: Called): string {
  const shown =
    pairs.length <= MOST_ROWS ? pairs : [...pairs].sort((a, b) => b.lostShare - a.lostShare).slice(0, MOST_ROWS);
  const table = textTable(
    [
      { head: 'emitter', max: 32, names: true },
      { head: 'detector', max: 32, names: true },
      { head: 'every', right: true },
      { head: 'expected', right: true },
      { head: 'received', right: true },
      { head: 'lost', right: true },
    ],
    shown.map(({ emitter, detector, interval, intervalFrom, expected, received, lostShare }) => [
      called(emitter),
      called(detector),
      interval === null ? '?' : `${periodText(interval)} ${intervalFrom === null ? '' : TOLD_BY[intervalFrom]}`,
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

function lossTable(losses: readonly HeartbeatLoss[], called: Called, time: (at: Micros) => string): string {
  const shown = losses.slice(0, MOST_ROWS);
  const table = textTable(
    [
      { head: 'lost by', max: 32, names: true },
      { head: 'emitter', max: 32, names: true },
      { head: 'from' },
      { head: 'to' },
      { head: 'missed', right: true },
      { head: 'what' },
      { head: 'sure' },
    ],
    shown.map(({ detector, emitter, from, to, open, missed, kind, confidence }) => [
      called(detector),
      called(emitter),
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
