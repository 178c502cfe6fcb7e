import { describe, expect, it } from 'vitest';
import type { HeartbeatLoss, Silence } from '../../../shared/model/heartbeats.ts';
import { beatMarks } from '../../../renderer/layout/beat-marks.ts';
import { heardPath, lanesOf } from '../../../renderer/layout/lane.ts';

const S = 1e6;
const silence = (emitter: string, from: number, to: number, verdict: Silence['verdict'] = 'lost'): Silence => ({
  emitter,
  service: null,
  from: from * S,
  to: to * S,
  open: false,
  detectors: ['d'],
  confidence: 'high',
  reason: '',
  verdict,
  verdictReason: '',
  acted: null,
  interval: S,
  evidence: [],
});
const loss = (from: number, to: number, verdict: HeartbeatLoss['verdict'] = null): HeartbeatLoss => ({
  emitter: 'e',
  detector: 'd',
  kind: 'path-lost',
  confidence: 'high',
  reason: '',
  from: from * S,
  to: to * S,
  open: false,
  by: 'missed',
  missed: 5,
  received: 0,
  lostOnTheWay: 0,
  unsent: 0,
  restarted: false,
  verdict,
  evidence: [],
});

describe('marks on the time line', () => {
  const domain = { from: 0, to: 1000 * S };
  const marks = (silences: readonly Silence[], losses: readonly HeartbeatLoss[] = []) =>
    beatMarks({ silences, losses }, domain, 1000).map(({ x, width, verdict, silences: own, losses: single }) => [
      Math.round(x),
      Math.round(width),
      verdict,
      own.length + single.length,
    ]);

  it('stand where the silences are; those of one verdict that meet are one', () => {
    expect(marks([silence('a', 100, 200), silence('b', 150, 250), silence('c', 600, 700)])).toEqual([
      [100, 150, 'lost', 2],
      [600, 100, 'lost', 1],
    ]);
  });

  it('keep verdicts apart, the gravest on top, and single losses below; a loss of a silence has no mark of its own', () => {
    const silences = [silence('a', 100, 200), silence('b', 100, 200, 'active')];
    expect(marks(silences, [loss(100, 200, 'lost'), loss(400, 410)])).toEqual([
      [400, 10, null, 1],
      [100, 100, 'active', 1],
      [100, 100, 'lost', 1],
    ]);
  });

  it('are wide enough to be hit, and cut at the ends of the domain', () => {
    expect(marks([silence('a', 500, 500.1), silence('b', -50, 20), silence('c', 1200, 1300)])).toEqual([
      [0, 20, 'lost', 1],
      [500, 3, 'lost', 1],
    ]);
  });
});

describe('a lane', () => {
  const lanes = lanesOf(
    {
      window: { from: 0, to: 40 * S },
      step: 10 * S,
      lanes: [{ runtime: 'e', beats: [20, 10, 0, 0], lookups: [1, 0, 4, 0], connections: [1, 0, 0, 0] }],
    },
    {
      pairs: ['d', 'x'].map((detector) => ({
        emitter: 'e',
        detector,
        interval: S,
        intervalFrom: 'given',
        expected: 60,
        received: 30,
        missed: 30,
        lostOnTheWay: 0,
        unsent: 0,
        lostShare: 0.5,
        firstBeat: 0,
        lastBeat: 15 * S,
        heardTo: 30 * S,
      })),
      silences: [silence('e', 15, 60)],
      losses: [loss(5, 10)],
    },
  );

  it('shows what came of what was to be expected, and nothing where nobody listened any more', () => {
    expect(lanes.get('e')?.heard).toEqual([1, 0.5, 0, null]);
  });

  it('shows what else the runtime did beside its most, and its silences within the window', () => {
    expect(lanes.get('e')).toMatchObject({
      acts: [0.5, 0, 1, 0],
      silences: [{ from: 0.375, to: 1, verdict: 'lost' }],
      losses: [{ from: 0.125, to: 0.25 }],
      lookups: 5,
      connections: 1,
    });
  });

  it('is drawn bucket by bucket, as high as what came', () => {
    expect(heardPath([1, null, 0.5, 0], 40, 16, 10)).toBe('M0.0 16V6.0h10.0V16ZM20.0 16V11.0h10.0V16Z');
  });
});
