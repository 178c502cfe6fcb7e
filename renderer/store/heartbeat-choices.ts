import type { HeartbeatThresholds } from '../../shared/model/heartbeats.ts';

export type BeatFigure = 'share' | 'received' | 'missed';
export type BeatSort = 'lost' | 'silent' | 'name' | 'service';

/** How Heartbeats is looked at. */
export interface HeartbeatChoices {
  readonly show: 'matrix' | 'lanes';
  readonly figure: BeatFigure;
  readonly sort: BeatSort;
  readonly filter: string;
  readonly lossesOnly: boolean;
  /** The list below: silences and what is no part of one, or the losses of every pair. */
  readonly list: 'findings' | 'losses';
  /** Null: the usual ones. */
  readonly thresholds: HeartbeatThresholds | null;
}

export const noHeartbeatChoices: HeartbeatChoices = {
  show: 'matrix',
  figure: 'share',
  sort: 'lost',
  filter: '',
  lossesOnly: false,
  list: 'findings',
  thresholds: null,
};
