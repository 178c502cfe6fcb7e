import type { Citation } from '../../../shared/model/evidence.ts';
import type { Confidence, HeartbeatLoss, Heartbeats, LossKind, Verdict } from '../../../shared/model/heartbeats.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { Micros } from '../../../shared/model/time.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import type { HeartbeatChoices } from '../../store/heartbeat-choices.ts';

/** A line of the list: a silence of a runtime, a loss of a pair, or losses of many pairs that are one event. */
export interface BeatFinding {
  readonly key: string;
  /** One, or all that a detector lost at one time. */
  readonly emitters: readonly string[];
  /** One for a loss, all that lost it for a silence. */
  readonly detectors: readonly string[];
  readonly isSilence: boolean;
  readonly service: ServiceId | null;
  readonly kind: LossKind;
  /** Null: nothing else was asked, since the emitter was not silent to all. */
  readonly verdict: Verdict | null;
  readonly confidence: Confidence;
  readonly from: Micros;
  readonly to: Micros;
  readonly open: boolean;
  readonly missed: number;
  readonly reasons: readonly string[];
  readonly evidence: readonly { readonly text: string; readonly citation: Citation }[];
}

/** Kinds whose cause lies with who listens: what it lost of many emitters at one time is one event. */
const OF_DETECTOR: ReadonlySet<LossKind> = new Set(['detector-deaf', 'clock-jump', 'logging-stopped']);

/**
 * The silences, with what the losses that each is made of missed, and the losses that are part of none, those of one deaf detector at one
 * time as one; or the losses of every pair. Only of what the filter keeps, by emitter, detector or service.
 */
export function findingsOf(
  found: Pick<Heartbeats, 'silences' | 'losses' | 'runtimes'>,
  { list, filter }: Pick<HeartbeatChoices, 'list' | 'filter'>,
  nameOf: (service: ServiceId) => string,
): readonly BeatFinding[] {
  const servicesOf = new Map(found.runtimes.map(({ name, services }) => [name, services]));
  const ofLoss = (one: HeartbeatLoss): BeatFinding => {
    const services = servicesOf.get(one.emitter) ?? [];
    return {
      ...one,
      key: lossKey(one),
      isSilence: false,
      emitters: [one.emitter],
      detectors: [one.detector],
      service: services.length === 1 ? (services[0] ?? null) : null,
      reasons: [one.reason],
    };
  };
  const wanted = filter.trim().toLowerCase();
  const fits = ({ emitters, detectors, service }: BeatFinding): boolean =>
    [...emitters, ...detectors, service === null ? '' : nameOf(service)].join('\n').toLowerCase().includes(wanted);
  if (list === 'losses') return found.losses.map(ofLoss).filter(fits);
  const parts = groupBy(
    found.losses.filter(({ verdict }) => verdict !== null),
    ({ emitter }) => emitter,
  );
  const silences = found.silences.map((one): BeatFinding => ({
    ...one,
    key: silenceKey(one),
    isSilence: true,
    emitters: [one.emitter],
    kind: 'emitter-silent',
    missed: (parts.get(one.emitter) ?? [])
      .filter(({ from, to }) => from < one.to && to > one.from)
      .reduce((sum, { missed }) => sum + missed, 0),
    reasons: [one.verdictReason, one.reason],
  }));
  const others = found.losses.filter(({ verdict }) => verdict === null).map(ofLoss);
  const events = groupBy(
    others.filter(({ kind }) => OF_DETECTOR.has(kind)),
    ({ kind, detectors }) => `${kind} ${detectors.join()}`,
  );
  return [
    ...silences,
    ...others.filter(({ kind }) => !OF_DETECTOR.has(kind)),
    ...[...events.values()].flatMap(eventsOf),
  ].filter(fits);
}

/** Losses of one detector and kind as events: those that share an instant are one. */
function eventsOf(losses: readonly BeatFinding[]): readonly BeatFinding[] {
  const events: BeatFinding[] = [];
  for (const loss of losses.toSorted((a, b) => a.from - b.from)) {
    const last = events.at(-1);
    if (!last || loss.from >= last.to) events.push(loss);
    else
      events[events.length - 1] = {
        ...last,
        key: silenceKey({ emitter: last.detectors[0] ?? '', from: last.from }),
        emitters: [...new Set([...last.emitters, ...loss.emitters])],
        service: null,
        to: Math.max(last.to, loss.to),
        open: last.open || loss.open,
        missed: last.missed + loss.missed,
      };
  }
  return events;
}

/** The name by which a silence is found. */
export const silenceKey = ({ emitter, from }: { readonly emitter: string; readonly from: Micros }): string =>
  `silence ${emitter} ${from}`;

/** The name by which a loss is found. */
export const lossKey = (loss: { readonly emitter: string; readonly detector: string; readonly from: Micros }): string =>
  `loss ${loss.emitter} ${loss.detector} ${loss.from}`;

/** What is graver stands first: lost, half-dead, unconfirmed, then what is no silence, then removed. */
export const gravity = ({ verdict, kind }: Pick<BeatFinding, 'verdict' | 'kind'>): number =>
  verdict === null
    ? 3 + ['detector-deaf', 'path-lost', 'clock-jump', 'logging-stopped', 'too-little'].indexOf(kind) / 10
    : { lost: 0, active: 1, unconfirmed: 2, removed: 4 }[verdict];
