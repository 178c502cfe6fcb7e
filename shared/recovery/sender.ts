import type { Citation } from '../model/evidence.ts';
import type { Receiver } from '../model/countermeasure.ts';
import type { Silence, Verdict } from '../model/heartbeats.ts';
import type { ServiceId } from '../model/map.ts';

/** A runtime of a service that fell silent in the window of a plan, and was not taken away. */
export type SilentSender = Omit<Silence, 'service' | 'verdict'> & {
  readonly service: ServiceId;
  readonly verdict: Exclude<Verdict, 'removed'>;
  /** The instances that it is or is part of, as the inventories call them. */
  readonly instances: readonly string[];
  /** Who counted on it in the window. */
  readonly receivers: readonly Receiver[];
  /** The instances of its service that the inventories hold when the silence ends, itself included. */
  readonly candidates: readonly Candidate[];
};

/** An instance that might take over from a sender. */
export type Candidate = {
  readonly instance: string;
  readonly region: string;
  /** The name under which it beats; null where it does not. */
  readonly runtime: string | null;
  /** By what health events may call it. */
  readonly names: readonly string[];
  /** The inventory record that holds it. */
  readonly held: Citation;
  /** How it showed itself in the silence. */
  readonly signs: readonly Sign[];
};

export type Sign = {
  readonly way: 'beat' | 'lookup' | 'connection' | 'healthy';
  readonly count: number;
  /** The last of them. */
  readonly citation: Citation;
};
