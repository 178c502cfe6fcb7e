import type { Silence, Verdict } from '../model/heartbeats.ts';
import { HOUR, MINUTE, SECOND, type Micros } from '../model/time.ts';
import { count, counted } from '../map/words.ts';
import type { Activity, DoubtFacts, ValidityFacts } from './facts.ts';
import { sentOf, sentOn, type Quiet } from './silences.ts';

/** Clocks of different hosts may differ by this much. */
const SKEW: Micros = 5 * SECOND;
/**
 * So many acts must have been usual in the length of a silence for their absence to confirm it: where three are expected and they come
 * independently, none at all comes by chance in one of twenty.
 */
const FEWEST_USUAL = 3;

/** Where to look for other evidence of a silence: what is usual in the time from `earlier` to `began`, what failed from the last beat on (`heard`), and what was done from `from` to `to`. */
export interface Look {
  readonly name: string;
  readonly earlier: Micros;
  readonly heard: Micros;
  readonly began: Micros;
  readonly from: Micros;
  readonly to: Micros;
}

/** The times in which other evidence counts: a little inside the silence, since clocks differ and a runtime acts before it beats again. */
export function lookFor({ emitter, gap, from, to, open, interval }: Quiet): Look {
  const margin = Math.max(interval, SKEW);
  const usual = Math.min(Math.max(to - from, 10 * MINUTE), HOUR);
  const begin = from + margin;
  return {
    name: emitter,
    earlier: from - usual,
    heard: gap.lastBeat,
    began: from,
    from: begin,
    to: Math.max(begin + 1, open ? to : to - margin),
  };
}

export interface Judged {
  readonly verdict: Verdict;
  readonly verdictReason: string;
  readonly acted: Silence['acted'];
  /** The end of the silence, where its removal ended it. */
  readonly to: Micros;
  readonly evidence: Silence['evidence'];
}

/** A silence and until when its runtime was there: its end, or an earlier one of the record that knows it. */
type Held = Quiet & { readonly presentTo: Micros };

/** What is held against a silence. */
export interface OtherEvidence {
  readonly activities: readonly Activity[];
  readonly validity: readonly ValidityFacts[];
  readonly doubt?: DoubtFacts | undefined;
}

/** What other evidence says of a silence: removed before all, then whether it acted, then whether its absence is confirmed. */
export function judge(quiet: Quiet, { activities, validity, doubt }: OtherEvidence): Judged {
  const end =
    endOfValidity(
      quiet,
      validity.filter(({ machine }) => machine),
    ) ?? endOfValidity(quiet, validity);
  const removed = end && end.to !== null && end.to < quiet.to ? { ...end, to: end.to } : null;
  const held = { ...quiet, presentTo: removed?.to ?? quiet.to };
  const nothing = { acted: null, to: held.presentTo, evidence: [] };
  if (removed && removed.to <= quiet.from + Math.max(quiet.interval, SKEW))
    return {
      ...nothing,
      to: quiet.to,
      verdict: 'removed',
      verdictReason: 'The record that knows it ended then: it was taken away.',
      evidence: [{ text: 'The record that ended', citation: removed.citation }],
    };
  const acts = activities.filter(({ what, within }) => what !== 'failing' && within > 0);
  const missing = activities.filter((one) => isMissing(one, held));
  if (acts.length > 0 || sentOn(quiet.gap)) return { ...nothing, ...active(quiet, acts, missing) };
  const said = activities.find(({ what, within }) => what === 'failing' && within > 0);
  if (said || quiet.restarted || missing.length > 0) return { ...nothing, ...lost(held, said, missing) };
  return {
    ...nothing,
    verdict: 'unconfirmed',
    verdictReason: doubtful(quiet, doubt) ?? unconfirmed(activities, held),
  };
}

/** The last of the records, each beginning before the one before ends, that knew the runtime at its last beat. */
function endOfValidity({ gap }: Quiet, validity: readonly ValidityFacts[]): ValidityFacts | undefined {
  let last: ValidityFacts | undefined;
  for (const record of [...validity].sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity))) {
    const [begins, ends] = [record.from ?? -Infinity, record.to ?? Infinity];
    const reached = last === undefined ? gap.lastBeat : (last.to ?? Infinity);
    if (begins <= reached && ends > (last === undefined ? gap.lastBeat - SKEW : reached)) last = record;
  }
  return last;
}

/** What a runtime did, or what is said of it: one, and several. */
const ACTS: Readonly<Record<Activity['what'], readonly [one: string, several: string]>> = {
  lookup: ['lookup', 'lookups'],
  connection: ['connection record', 'connection records'],
  beat: ['beat under another name', 'beats under another name'],
  detector: ['beat of others heard by it', 'beats of others heard by it'],
  healthy: ['health event that says ok', 'health events that say ok'],
  failing: ['health event that says it fails', 'health events that say it fails'],
};

function countedActs(value: number, what: Activity['what']): string {
  return `${count(value)} ${ACTS[what][value === 1 ? 0 : 1]}`;
}

function active(
  { gap, from, to }: Quiet,
  acts: readonly Activity[],
  missing: readonly Activity[],
): Pick<Judged, 'verdict' | 'verdictReason' | 'acted' | 'evidence'> {
  const times = acts.flatMap(({ first, last }) => (first === null || last === null ? [] : [first, last]));
  const sent = sentOn(gap) ? [`${counted(sentOf(gap), 'beat')} that it sent and nobody heard`] : [];
  const shown = [...acts.map(({ what, within }) => countedActs(within, what)), ...sent].join(', ');
  const none = missing.map(({ what }) => ` None of its usual ${ACTS[what][1]} was seen.`).join('');
  return {
    verdict: 'active',
    verdictReason: `It ran all the same: ${shown}.${none} Half-dead: its beats were lost, it was not.`,
    acted: times.length > 0 ? { from: Math.min(...times), to: Math.max(...times) + 1 } : { from, to },
    evidence: [
      ...acts.flatMap(({ what, citation }) =>
        citation ? [{ text: `The first ${ACTS[what][0]} in the silence`, citation }] : [],
      ),
      ...(sentOn(gap) && gap.next ? [{ text: 'The beat whose number goes on', citation: gap.next }] : []),
    ],
  };
}

function isMissing({ what, before, within, goesOn }: Activity, quiet: Held): boolean {
  return (
    (what === 'lookup' || what === 'connection') && within === 0 && goesOn && usualIn(before, quiet) >= FEWEST_USUAL
  );
}

/** How many acts the silence would have held, had they gone on as in the time before for as long as the runtime was there. */
function usualIn(before: number, quiet: Held): number {
  const { earlier, began, from, to } = lookFor(quiet);
  return (before * Math.max(0, Math.min(to, quiet.presentTo) - from)) / (began - earlier);
}

function lost(
  quiet: Held,
  said: Activity | undefined,
  missing: readonly Activity[],
): Pick<Judged, 'verdict' | 'verdictReason' | 'evidence'> {
  const reasons = [
    ...(said ? ['its health events say so'] : []),
    ...(quiet.restarted ? ['its sequence numbers began again: it was started anew'] : []),
    ...missing.map(
      ({ what, before }) =>
        `none of its usual ${ACTS[what][1]} (about ${count(Math.round(usualIn(before, quiet)))} were to be expected)`,
    ),
  ];
  return {
    verdict: 'lost',
    verdictReason: `Confirmed: ${reasons.join('; ')}.`,
    evidence: [
      ...(said?.citation ? [{ text: 'A health event that says that it failed', citation: said.citation }] : []),
      ...(quiet.restarted && quiet.gap.next ? [{ text: 'The beat that begins again', citation: quiet.gap.next }] : []),
    ],
  };
}

function doubtful({ from, to }: Quiet, doubt: DoubtFacts | undefined): string | null {
  if (doubt === undefined || (doubt.from ?? -Infinity) >= to || (doubt.to ?? Infinity) <= from) return null;
  return `The service tree tells its subscription, and not which of the ${count(doubt.instances)} instances there it is: what they did says nothing of this one.`;
}

function unconfirmed(activities: readonly Activity[], quiet: Held): string {
  const known = activities.filter(({ what, before }) => before > 0 && (what === 'lookup' || what === 'connection'));
  if (known.length === 0) return 'No other evidence shows what it did, before or in the silence.';
  if (known.some(({ goesOn }) => goesOn)) {
    const usual = known.map(({ what, before }) => `${usualIn(before, quiet).toFixed(1)} ${ACTS[what][1]}`).join(', ');
    return `It did nothing else either, but too little was to be expected in so short a time (${usual}).`;
  }
  return `The logs that showed it before do not cover the silence (${known.map(({ what, before }) => `${countedActs(before, what)} before`).join(', ')}).`;
}
