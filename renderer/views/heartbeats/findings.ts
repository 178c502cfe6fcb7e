import type { Citation } from '../../../shared/model/evidence.ts';
import type { Confidence, Heartbeats, LossKind, Verdict } from '../../../shared/model/heartbeats.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { Micros } from '../../../shared/model/time.ts';
import type { HeartbeatChoices } from '../../store/heartbeat-choices.ts';

/** A line of the list: a silence of a runtime, or a loss of a pair. */
export interface BeatFinding {
  readonly key: string;
  readonly emitter: string;
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

/**
 * The silences, each with the losses that it is made of counted in, and the losses that are part of none; or the losses of every pair.
 * Only of what the filter keeps, by emitter, detector or service.
 */
export function findingsOf(
  found: Pick<Heartbeats, 'silences' | 'losses' | 'runtimes'>,
  { list, filter }: Pick<HeartbeatChoices, 'list' | 'filter'>,
  nameOf: (service: ServiceId) => string,
): readonly BeatFinding[] {
  const servicesOf = new Map(found.runtimes.map(({ name, services }) => [name, services]));
  const missedIn = ({ emitter, from, to }: Pick<BeatFinding, 'emitter' | 'from' | 'to'>): number =>
    found.losses
      .filter((loss) => loss.verdict !== null && loss.emitter === emitter && loss.from < to && loss.to > from)
      .reduce((sum, { missed }) => sum + missed, 0);
  const silences = found.silences.map((one): BeatFinding => ({
    ...one,
    key: silenceKey(one),
    isSilence: true,
    kind: 'emitter-silent',
    missed: missedIn(one),
    reasons: [one.verdictReason, one.reason],
  }));
  const losses = found.losses
    .filter(({ verdict }) => list === 'losses' || verdict === null)
    .map((one): BeatFinding => {
      const services = servicesOf.get(one.emitter) ?? [];
      return {
        ...one,
        key: lossKey(one),
        isSilence: false,
        detectors: [one.detector],
        service: services.length === 1 ? (services[0] ?? null) : null,
        reasons: [one.reason],
      };
    });
  const wanted = filter.trim().toLowerCase();
  const all = list === 'losses' ? losses : [...silences, ...losses];
  return all.filter(({ emitter, detectors, service }) =>
    [emitter, ...detectors, service === null ? '' : nameOf(service)].join('\n').toLowerCase().includes(wanted),
  );
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
