import { describe, expect, it } from 'vitest';
import type { Heartbeats, HeartbeatLoss, HeartbeatPair, Silence } from '../../../shared/model/heartbeats.ts';
import { arrange, shareHeat, shareText } from '../../../renderer/views/heartbeats/arrange.ts';
import { findingsOf, gravity } from '../../../renderer/views/heartbeats/findings.ts';

const pair = (emitter: string, detector: string, missed: number, expected = 100): HeartbeatPair => ({
  emitter,
  detector,
  interval: 1e6,
  intervalFrom: 'learned',
  expected,
  received: expected - missed,
  missed,
  lostOnTheWay: 0,
  unsent: 0,
  lostShare: expected === 0 ? 0 : missed / expected,
  firstBeat: 0,
  lastBeat: 100e6,
  heardTo: 100e6,
});

const loss = (emitter: string, detector: string, rest: Partial<HeartbeatLoss> = {}): HeartbeatLoss => ({
  emitter,
  detector,
  kind: 'path-lost',
  confidence: 'high',
  reason: 'because',
  from: 10e6,
  to: 20e6,
  open: false,
  by: 'missed',
  missed: 10,
  received: 0,
  lostOnTheWay: 0,
  unsent: 0,
  restarted: false,
  verdict: null,
  evidence: [],
  ...rest,
});

const silent: Silence = {
  emitter: 'b',
  service: 'shop',
  from: 10e6,
  to: 30e6,
  open: false,
  detectors: ['x', 'y'],
  confidence: 'high',
  reason: 'all lost it',
  verdict: 'active',
  verdictReason: 'it acted',
  acted: { from: 12e6, to: 25e6 },
  interval: 1e6,
  evidence: [],
};

const found: Heartbeats = {
  window: { from: 0, to: 100e6 },
  thresholds: { missed: 3, share: 0.75, over: 20 },
  runtimes: ['a', 'b', 'c', 'x', 'y'].map((name) => ({
    name,
    knownAs: name === 'b' ? 'source' : null,
    services: name === 'b' ? ['shop'] : [],
    emits: name < 'x',
    detects: name >= 'x',
  })),
  pairs: [pair('a', 'x', 1), pair('a', 'y', 12), pair('b', 'x', 40), pair('b', 'y', 40), pair('c', 'x', 0, 0)],
  losses: [
    loss('a', 'y'),
    loss('a', 'y', { kind: 'detector-deaf', from: 50e6, to: 60e6 }),
    loss('b', 'x', { kind: 'emitter-silent', verdict: 'active', missed: 20 }),
    loss('b', 'y', { kind: 'emitter-silent', verdict: 'active', missed: 20 }),
  ],
  silences: [silent],
  uncovered: [],
  totals: { expected: 400, received: 307, missed: 93, lostOnTheWay: 0, unsent: 0, unresolved: 4 },
  notes: [],
};
const nameOf = (id: string) => (id === 'shop' ? 'Web Shop' : id);
const shown = (choices: Partial<Parameters<typeof arrange>[1]> = {}) =>
  arrange(found, { filter: '', lossesOnly: false, sort: 'lost', ...choices }, nameOf);
const emitters = (choices: Parameters<typeof shown>[0]) => shown(choices).rows.map(({ emitter }) => emitter);

describe('the matrix of heartbeats', () => {
  it('has a row for each emitter, the one that lost most first, and adds up what its detectors heard', () => {
    const { rows, detectors, left } = shown();
    expect(rows.map(({ emitter, expected, received, missed }) => [emitter, expected, received, missed])).toEqual([
      ['b', 200, 120, 80],
      ['a', 200, 187, 13],
      ['c', 0, 0, 0],
    ]);
    expect(detectors).toEqual(['x', 'y']);
    expect(left).toBe(0);
  });

  it('shows a runtime by its service first, which people know, where an inventory has it', () => {
    const { labels } = shown();
    expect([labels.get('b'), labels.get('a')]).toEqual(['Web Shop · b', 'a']);
  });

  it('says of a cell which kinds of loss it holds, the gravest first', () => {
    expect(shown().rows[1]?.cells.get('y')?.kinds).toEqual(['detector-deaf', 'path-lost']);
    expect(shown().rows[1]?.cells.get('x')?.kinds).toEqual([]);
    expect(shown().rows[2]?.cells.has('y')).toBe(false);
  });

  it('is ordered by name, by service (without one last), or by who fell silent first', () => {
    expect(emitters({ sort: 'name' })).toEqual(['a', 'b', 'c']);
    expect(emitters({ sort: 'service' })).toEqual(['b', 'a', 'c']);
    expect(emitters({ sort: 'silent' })).toEqual(['b', 'a', 'c']);
  });

  it('is filtered by emitter, detector or name of the service, and to those with losses', () => {
    expect(emitters({ filter: 'web sh' })).toEqual(['b']);
    expect(shown({ filter: 'y' }).detectors).toEqual(['y']);
    expect(shown({ lossesOnly: true })).toMatchObject({ left: 1, rows: [{ emitter: 'b' }, { emitter: 'a' }] });
  });
});

describe('the list of silences and losses', () => {
  const list = (choices: Partial<Parameters<typeof findingsOf>[1]> = {}) =>
    findingsOf(found, { list: 'findings', filter: '', ...choices }, nameOf);

  it('shows a silence once, with what all its pairs missed, and the losses that are part of none', () => {
    expect(
      list().map(({ emitters, detectors, verdict, missed }) => [emitters.join(), detectors.join(), verdict, missed]),
    ).toEqual([
      ['b', 'x,y', 'active', 40],
      ['a', 'y', null, 10],
      ['a', 'y', null, 10],
    ]);
  });

  it('shows what a deaf detector lost of many emitters at one time as one event', () => {
    const deaf = (emitter: string, from: number) =>
      loss(emitter, 'x', { kind: 'detector-deaf', from: from * 1e6, to: (from + 9) * 1e6 });
    const losses = [deaf('b', 52), deaf('a', 50), deaf('c', 80)];
    const events = findingsOf({ ...found, silences: [], losses }, { list: 'findings', filter: '' }, nameOf);
    expect(events.map(({ emitters, from, to, missed }) => [emitters.join(), from / 1e6, to / 1e6, missed])).toEqual([
      ['a,b', 50, 61, 20],
      ['c', 80, 89, 10],
    ]);
  });

  it('shows the losses of every pair where they are asked for', () => {
    expect(list({ list: 'losses' })).toHaveLength(4);
    expect(list({ list: 'losses', filter: 'web' }).map(({ detectors }) => detectors[0])).toEqual(['x', 'y']);
  });

  it('puts the lost before the half-dead, and a runtime that was removed last', () => {
    const verdicts = ['removed', 'active', null, 'unconfirmed', 'lost'] as const;
    const ordered = verdicts
      .map((verdict) => ({ verdict, kind: 'path-lost' as const }))
      .toSorted((a, b) => gravity(a) - gravity(b));
    expect(ordered.map(({ verdict }) => verdict)).toEqual(['lost', 'active', 'unconfirmed', null, 'removed']);
  });
});

describe('a lost share', () => {
  it('has the same shade in every window', () => {
    expect([0, 0.001, 0.02, 0.1, 0.25, 0.5, 1].map(shareHeat)).toEqual([0, 1, 2, 3, 4, 5, 5]);
  });

  it('never says none or all where it is not', () => {
    expect([0, 0.0001, 0.354, 0.9999, 1].map(shareText)).toEqual(['0 %', '<1 %', '35 %', '>99 %', '100 %']);
  });
});
