import { describe, expect, it } from 'vitest';
import { every, without } from '../../engine-kit/beats.ts';
import { answer, type Heard } from './facts-of.ts';

const ALL = every(0, 300);
const HOLE = without(ALL, 100, 160);
const heard = (emitter: string, detector: string, seconds: readonly number[] = ALL): Heard => ({
  emitter,
  detector,
  seconds,
});
/** With the number of each beat: those of the hole were sent, or it paused, or it began again. */
const numbered = (one: Heard, how: 'sent' | 'paused' | 'again'): Heard => {
  const number = (s: number) => (how === 'sent' || s < 100 ? s : how === 'paused' ? s - 60 : s - 159);
  return { ...one, numbers: one.seconds.map(number) };
};
const kinds = (all: readonly Heard[]) =>
  answer(all).losses.map(({ emitter, detector, kind, confidence }) => [`${emitter} → ${detector}`, kind, confidence]);

describe('a loss is told apart', () => {
  it('as the emitter silent to all, where each of its detectors lost it and still heard others', () => {
    const all = [heard('a', 'x', HOLE), heard('a', 'y', HOLE), heard('b', 'x'), heard('b', 'y')];
    expect(kinds(all)).toEqual([
      ['a → x', 'emitter-silent', 'high'],
      ['a → y', 'emitter-silent', 'high'],
    ]);
    expect(answer(all).silences).toMatchObject([
      { emitter: 'a', from: 100_000_000, to: 160_000_000, open: false, detectors: ['x', 'y'] },
    ]);
  });

  it('as the emitter silent with less certainty, where one detector alone listens for it, or several channels of one server', () => {
    expect(kinds([heard('a', 'x', HOLE), heard('b', 'x')])).toEqual([['a → x', 'emitter-silent', 'medium']]);
    const [leases, status] = ['east/kube-apiserver leases', 'east/kube-apiserver node status'];
    const channels = [heard('a', leases, HOLE), heard('a', status, HOLE), heard('b', leases), heard('b', status)];
    expect(answer(channels).silences).toMatchObject([{ detectors: [leases, status], confidence: 'medium' }]);
    expect(answer([...channels, heard('a', 'x', HOLE)]).silences).toMatchObject([{ confidence: 'high' }]);
  });

  it('as the detector deaf, where it lost all its emitters and others heard them', () => {
    const all = [heard('a', 'x', HOLE), heard('b', 'x', HOLE), heard('a', 'y'), heard('b', 'y')];
    expect(kinds(all)).toEqual([
      ['a → x', 'detector-deaf', 'high'],
      ['b → x', 'detector-deaf', 'high'],
    ]);
    expect(answer(all).silences).toEqual([]);
  });

  it('as the detector deaf, also where the beats of its emitters come at different times', () => {
    const late = (shift: number, seconds: readonly number[]) => seconds.map((s) => s + shift);
    const all = [
      heard('a', 'x', HOLE),
      heard('b', 'x', late(0.7, HOLE)),
      heard('a', 'y'),
      heard('b', 'y', late(0.7, ALL)),
    ];
    expect(kinds(all).map(([, kind]) => kind)).toEqual(['detector-deaf', 'detector-deaf']);
  });

  it('as the path lost, where only this pair lost', () => {
    const all = [heard('a', 'x', HOLE), heard('b', 'x'), heard('a', 'y'), heard('b', 'y')];
    expect(kinds(all)).toEqual([['a → x', 'path-lost', 'high']]);
    expect(answer(all).silences).toEqual([]);
  });

  it('as the path lost with less certainty, where the detector listens for no other', () => {
    expect(kinds([heard('a', 'x', HOLE), heard('a', 'y')])).toEqual([['a → x', 'path-lost', 'medium']]);
  });

  it('as the logging stopped, where nobody has a record, or where the records go on in another file', () => {
    const everybody = [heard('a', 'x', HOLE), heard('b', 'x', HOLE), heard('a', 'y', HOLE)];
    expect(new Set(kinds(everybody).map(([, kind]) => kind))).toEqual(new Set(['logging-stopped']));
    expect(answer(everybody).uncovered.map(({ detector, from, to }) => [detector, from / 1e6, to / 1e6])).toEqual([
      ['x', 100, 160],
      ['y', 100, 160],
    ]);
    const split = { ...heard('a', 'x', HOLE), nextFile: 150 };
    const files = [split, { ...split, emitter: 'b' }, heard('a', 'y'), heard('b', 'y')];
    expect(new Set(kinds(files).map(([, kind]) => kind))).toEqual(new Set(['logging-stopped']));
  });

  it('as all detectors deaf, where each lost everybody by a file of its own; one alone cannot be told from its records', () => {
    const [a, b] = [heard('a', 'x', HOLE), heard('b', 'x', HOLE)];
    const own = [a, b, { ...heard('a', 'y', HOLE), file: 3 }, { ...heard('b', 'y', HOLE), file: 3 }];
    expect(new Set(kinds(own).map(([, kind]) => kind))).toEqual(new Set(['detector-deaf']));
    expect(answer(own).uncovered).toEqual([]);
    expect(answer(own).losses[0]?.reason).toContain(
      'Both detectors lost everybody at one time, each in a file of its own',
    );
    const turned = own.map((one) => ({ ...one, nextFile: 150 }));
    expect(new Set(kinds(turned).map(([, kind]) => kind))).toEqual(new Set(['logging-stopped']));
    expect(answer([a, b]).losses).toMatchObject([
      { kind: 'logging-stopped', confidence: 'low', reason: expect.stringContaining('or it was deaf') as string },
      { kind: 'logging-stopped' },
    ]);
  });

  it('not at all where the records of a detector end: that is coverage, not a loss', () => {
    const short = every(0, 100);
    const found = answer([heard('a', 'x', short), heard('b', 'x', short), heard('a', 'y'), heard('b', 'y')]);
    expect(found.losses).toEqual([]);
    expect(found.uncovered).toMatchObject([{ detector: 'x', from: 99_000_000, to: 299_000_000 }]);
  });

  it('not as heard by whom a slower emitter only missed a beat, too few for a loss of its own', () => {
    const slow = (detector: string, seconds: readonly number[]) => ({ ...heard('b', detector, seconds), every: 20 });
    const [short, sparse] = [without(ALL, 100, 109), every(0, 300, 20)];
    const missed = without(sparse, 100, 109);
    const alone = answer([heard('a', 'x', short), slow('x', missed)]);
    expect(alone.losses.map(({ kind }) => kind)).toEqual(['logging-stopped']);
    expect(alone.silences).toEqual([]);
    expect(alone.uncovered).toMatchObject([{ detector: 'x', from: 100_000_000 }]);
    const deaf = [heard('a', 'x', short), slow('x', missed), heard('a', 'y'), slow('y', sparse)];
    expect(kinds(deaf)).toEqual([['a → x', 'detector-deaf', 'high']]);
  });

  it('not as heard by whom no beat of a slower emitter was due meanwhile', () => {
    const slow = { ...heard('b', 'x', every(0, 300, 60)), every: 60 };
    const within = answer([heard('a', 'x', without(ALL, 130, 140)), slow]);
    expect(within.losses).toMatchObject([{ kind: 'too-little' }]);
    const over = answer([heard('a', 'x', without(ALL, 130, 200)), slow]);
    expect(over.losses).toMatchObject([{ kind: 'emitter-silent', confidence: 'medium' }]);
  });

  it('as a common gap, also while somebody else is silent for long', () => {
    const all = ['x', 'y'].flatMap((detector, at) => {
      const file = 1 + at * 2;
      const gap = (seconds: readonly number[]) => without(seconds, 150, 158);
      return [
        { ...heard('a', detector, gap(ALL)), file },
        { ...heard('b', detector, gap(ALL)), file },
        { ...heard('slow', detector, every(5, 300, 30)), every: 30, file },
        { ...heard('quiet', detector, without(ALL, 20, 280)), file },
      ];
    });
    const found = answer(all);
    expect(found.silences.map(({ emitter }) => emitter)).toEqual(['quiet']);
    expect(found.losses.map(({ emitter, kind }) => `${emitter} ${kind}`).sort()).toEqual([
      ...['a detector-deaf', 'a detector-deaf', 'b detector-deaf', 'b detector-deaf'],
      ...['quiet emitter-silent', 'quiet emitter-silent'],
    ]);
  });

  it('as the path, where a slower emitter missed a beat long before and none of it was due', () => {
    const slow = (detector: string, seconds: readonly number[]) => ({ ...heard('b', detector, seconds), every: 30 });
    const sparse = every(0, 300, 30);
    const all = [
      heard('a', 'x', without(ALL, 130, 138)),
      slow('x', without(sparse, 120, 121)),
      heard('a', 'y'),
      slow('y', sparse),
    ];
    expect(kinds(all)).toEqual([['a → x', 'path-lost', 'medium']]);
  });

  it('without a silence at the edge of a gap that all have, too short for a loss of its own', () => {
    const all = [heard('a', 'x', HOLE), heard('b', 'x', without(ALL, 98, 160)), heard('c', 'x', HOLE)];
    expect(answer(all).silences).toEqual([]);
    expect(new Set(kinds(all).map(([, kind]) => kind))).toEqual(new Set(['logging-stopped']));
  });

  it('as too little observed, where one detector listens for one emitter', () => {
    expect(kinds([heard('a', 'x', HOLE)])).toEqual([['a → x', 'too-little', 'low']]);
  });

  it('by the sequence numbers, where one detector listens for one emitter: sent on, or silent', () => {
    const one = heard('a', 'x', HOLE);
    expect(kinds([numbered(one, 'sent')])).toEqual([['a → x', 'path-lost', 'low']]);
    expect(kinds([numbered(one, 'paused')])).toEqual([['a → x', 'emitter-silent', 'low']]);
    expect(kinds([numbered(one, 'again')])).toEqual([['a → x', 'emitter-silent', 'medium']]);
  });

  it('as a clock set forward, where a detector misses all and no number is missing', () => {
    const jumped = ['a', 'b'].map((emitter) => numbered(heard(emitter, 'x', HOLE), 'paused'));
    expect(kinds([...jumped, heard('a', 'y'), heard('b', 'y')])).toEqual([
      ['a → x', 'clock-jump', 'high'],
      ['b → x', 'clock-jump', 'high'],
    ]);
  });

  it('as all emitters silent, where every sequence begins again, though nobody heard anybody', () => {
    const again = ['a', 'b'].map((emitter) => numbered(heard(emitter, 'x', HOLE), 'again'));
    expect(answer(again).silences.map(({ emitter, verdict }) => [emitter, verdict])).toEqual([
      ['a', 'lost'],
      ['b', 'lost'],
    ]);
  });

  it('piece by piece: a detector that is deaf for a part of a silence does not end it', () => {
    const deaf = without(ALL, 120, 140);
    const all = [heard('a', 'x', HOLE), heard('a', 'y', HOLE), heard('b', 'x', deaf), heard('b', 'y')];
    const found = answer(all);
    expect(found.silences).toMatchObject([{ emitter: 'a', from: 100_000_000, to: 160_000_000 }]);
    expect(found.losses.map(({ emitter, detector, kind }) => `${emitter} → ${detector} ${kind}`)).toEqual([
      'a → x emitter-silent',
      'a → y emitter-silent',
      'b → x detector-deaf',
    ]);
  });

  it('without what an emitter hears of itself', () => {
    const found = answer([heard('a', 'x', HOLE), heard('b', 'x'), heard('a', 'a')]);
    expect(found.silences).toMatchObject([{ emitter: 'a', detectors: ['x'] }]);
    expect(found.pairs).toHaveLength(3);
  });

  it('as open, where no beat came any more while its detector heard others', () => {
    const found = answer([heard('a', 'x', every(0, 100)), heard('b', 'x')]);
    expect(found.silences).toMatchObject([{ emitter: 'a', from: 100_000_000, to: 299_000_000, open: true }]);
  });
});
