import { describe, expect, it } from 'vitest';
import type { Activity, ValidityFacts } from '../../../shared/heartbeat/facts.ts';
import { failingBySilence } from '../../../shared/heartbeat/health-signals.ts';
import { heartbeatsText } from '../../../shared/report/text/heartbeats-text.ts';
import { every, without } from '../../engine-kit/beats.ts';
import { answer, type Heard } from './facts-of.ts';

const S = 1_000_000;
const cite = (line: number) => ({ source: 3, path: 'other.csv', line });
const HEARD: readonly Heard[] = [
  { emitter: 'a', detector: 'x', seconds: without(every(0, 3000), 1000, 1600) },
  { emitter: 'b', detector: 'x', seconds: every(0, 3000) },
];
const act = (what: Activity['what'], before: number, within: number, goesOn = true): Activity => ({
  what,
  before,
  within,
  goesOn,
  first: within > 0 ? 1200 * S : null,
  last: within > 0 ? 1300 * S : null,
  citation: within > 0 ? cite(7) : null,
});
const silence = (activities: readonly Activity[], validity: readonly ValidityFacts[] = []) =>
  answer(HEARD, activities, {
    validity,
    owners: [{ name: 'a', knownAs: 'source', service: 'web', from: null, to: null }],
  }).silences[0];
const valid = (from: number | null, to: number | null, line: number, machine = true): ValidityFacts => ({
  name: 'a',
  machine,
  from: from === null ? null : from * S,
  to: to === null ? null : to * S,
  citation: cite(line),
});

describe('a silent runtime', () => {
  it('is half-dead where anything shows that it acted, and the record is cited', () => {
    for (const what of ['lookup', 'connection', 'beat', 'detector', 'healthy'] as const) {
      expect(silence([act(what, 0, 2)]), what).toMatchObject({
        verdict: 'active',
        acted: { from: 1200 * S, to: 1300 * S + 1 },
        evidence: [{ citation: { line: 999 } }, { citation: cite(7) }],
      });
    }
  });

  it('is lost where health events say so', () => {
    expect(silence([act('failing', 0, 1)])).toMatchObject({ verdict: 'lost' });
  });

  it('is lost where acts that were usual are missing too, enough of them and in a log that goes on', () => {
    expect(silence([act('lookup', 40, 0)])).toMatchObject({ verdict: 'lost' });
    expect(silence([act('connection', 4, 0)])).toMatchObject({ verdict: 'lost' });
    expect(silence([act('lookup', 2, 0)])).toMatchObject({ verdict: 'unconfirmed' });
    expect(silence([act('lookup', 40, 0, false)])).toMatchObject({ verdict: 'unconfirmed' });
    expect(silence([])).toMatchObject({ verdict: 'unconfirmed' });
  });

  it('is half-dead rather than lost where some evidence says it failed and other that it acted', () => {
    expect(silence([act('failing', 0, 1), act('lookup', 5, 5)])).toMatchObject({ verdict: 'active' });
  });

  it('is half-dead where its sequence numbers say that it sent on, whatever else is missing; lost where they do not', () => {
    const numbered = (went: number) => {
      const [a, ...others] = HEARD as [Heard, ...Heard[]];
      const numbers = a.seconds.map((s) => (s < 1600 ? s : s - 600 + went));
      return answer([{ ...a, numbers }, ...others], [act('lookup', 40, 0)]).silences[0];
    };
    expect(numbered(600)).toMatchObject({
      verdict: 'active',
      acted: { from: 1000 * S, to: 1600 * S },
      evidence: [{}, { citation: { line: 1600 } }],
    });
    expect(numbered(600)?.verdictReason).toBe(
      'It ran all the same: 600 beats that it sent and nobody heard. None of its usual lookups was seen. Half-dead: its beats were lost, it was not.',
    );
    expect(numbered(600)?.reason).toContain('cut off rather than silent');
    expect(numbered(100)).toMatchObject({ verdict: 'lost' });
    expect(numbered(100)?.reason).toContain('it sent 100 of 600 beats meanwhile');
  });

  it('is removed where the record that knows it ends with its beats; one that follows at once keeps it', () => {
    expect(silence([], [valid(null, 1000, 4)])).toMatchObject({
      verdict: 'removed',
      evidence: [{}, { citation: cite(4) }],
    });
    expect(silence([], [valid(null, 1000, 4), valid(1000, null, 5)])).toMatchObject({ verdict: 'unconfirmed' });
    // Whose it is has no say in whether it is there, but where nothing else tells.
    expect(silence([], [valid(null, 1000, 4), valid(null, null, 5, false)])).toMatchObject({ verdict: 'removed' });
    expect(silence([], [valid(null, 1000, 4, false), valid(null, null, 5)])).toMatchObject({ verdict: 'unconfirmed' });
    expect(silence([], [valid(null, 1000, 4, false), valid(0, 500, 5)])).toMatchObject({ verdict: 'removed' });
  });

  it('that is removed later was silent until then', () => {
    expect(silence([], [valid(null, 1300, 4)])).toMatchObject({ verdict: 'unconfirmed', to: 1300 * S, open: false });
  });

  it('that is removed later is confirmed only by what would have been usual until then', () => {
    expect(silence([act('lookup', 6, 0)])).toMatchObject({ verdict: 'lost' });
    expect(silence([act('lookup', 6, 0)], [valid(null, 1300, 4)])).toMatchObject({ verdict: 'unconfirmed' });
    expect(silence([act('lookup', 40, 0)], [valid(null, 1300, 4)])?.verdictReason).toContain('about 20 were');
  });

  it('is a failing interval of its service: an error where it is lost, degraded where it is not certain, none where it was removed', () => {
    const status = (activities: readonly Activity[], validity: readonly ValidityFacts[] = []) => {
      const one = silence(activities, validity);
      return one ? failingBySilence([one]).map(({ service, status }) => [service, status]) : null;
    };
    expect(status([act('lookup', 40, 0)])).toEqual([['web', 'error']]);
    expect(status([act('lookup', 40, 9)])).toEqual([['web', 'degraded']]);
    expect(status([])).toEqual([['web', 'degraded']]);
    expect(status([], [valid(null, 1000, 4)])).toEqual([]);
  });
});

describe('the table for people', () => {
  it('says who fell silent, what other evidence says, every pair and loss, and the balance', () => {
    const text = heartbeatsText(answer(HEARD, [act('lookup', 40, 9)]), []);
    expect(text).toContain('! a: half-dead, 1970-01-01 00:16:40 – 00:26:40, 10 min');
    expect(text).toContain('9 lookups');
    expect(text).toMatch(/x {8}a {8}00:16:40 {2}00:26:40 {5}600 {2}emitter-silent {2}medium/);
    expect(text).toContain('Beats expected 6,000 = received 5,400 + missed 600');
  });
});
