import type { Citation } from '../model/evidence.ts';
import type { IntervalSource, KnownAs } from '../model/heartbeats.ts';
import type { ServiceId } from '../model/map.ts';
import type { Micros } from '../model/time.ts';

/** What one detector heard of one emitter; the counts are those of a window, the times those of the case. */
export interface PairFacts {
  readonly pair: number;
  readonly emitter: string;
  readonly detector: string;
  readonly interval: Micros | null;
  readonly intervalFrom: IntervalSource | null;
  readonly received: number;
  readonly missed: number;
  readonly lostOnTheWay: number;
  readonly unsent: number;
  readonly firstBeat: Micros;
  readonly lastBeat: Micros;
  /** Until when the detector recorded anything. */
  readonly heardTo: Micros;
}

/** A gap between two beats of a pair in which others were expected, one every `step`; the last one ends where the detector's records do. */
export interface Gap {
  readonly pair: number;
  readonly lastBeat: Micros;
  readonly to: Micros;
  readonly isLast: boolean;
  readonly missed: number;
  readonly step: number;
  /** Of the missed beats, those that were sent; null where sequence numbers do not tell. */
  readonly lostOnTheWay: number | null;
  readonly restarted: boolean;
  /** Beats between this gap and the one before, and the next. */
  readonly before: number;
  readonly after: number;
  readonly last: Citation;
  readonly next: Citation | null;
}

/** When a runtime was whose: an ended row of its inventory or service-tree history, open ends null. */
export interface OwnerFacts {
  readonly name: string;
  /** Null where nothing knows the name. */
  readonly knownAs: KnownAs | null;
  readonly service: ServiceId | null;
  readonly from: Micros | null;
  readonly to: Micros | null;
}

/** A record that knows a runtime as an instance in a time; open ends null. */
export interface ValidityFacts {
  readonly name: string;
  /** Whether it is of the container or VM that the runtime is: what is known of the machine says whether it is there, before what tells whose it is. */
  readonly machine: boolean;
  readonly from: Micros | null;
  readonly to: Micros | null;
  readonly citation: Citation;
}

/** A time in which the service tree tells the subscription of a runtime, and not which of the instances there it is; open ends null. */
export interface DoubtFacts {
  readonly name: string;
  readonly instances: number;
  readonly from: Micros | null;
  readonly to: Micros | null;
}

/** All that is read of heartbeats before silences are held against other evidence. */
export interface HeartbeatFacts {
  readonly pairs: readonly PairFacts[];
  /** Those that can make a loss, by pair and time. */
  readonly gaps: readonly Gap[];
  readonly owners: readonly OwnerFacts[];
  readonly validity: readonly ValidityFacts[];
  readonly doubts: readonly DoubtFacts[];
}

/** A way in which other evidence shows a runtime acting around a silence. */
export interface Activity {
  readonly what: 'lookup' | 'connection' | 'beat' | 'detector' | 'healthy' | 'failing';
  /** How often in the time before the silence, and within it. */
  readonly before: number;
  readonly within: number;
  /** Whether a file that showed it before goes on within the silence. */
  readonly goesOn: boolean;
  readonly first: Micros | null;
  readonly last: Micros | null;
  readonly citation: Citation | null;
}
