import { describe, expect, it } from 'vitest';
import { comparisonAsked } from '../../../renderer/derive/use-comparison.ts';

const span = { from: 0, to: 1000 };
const window = { from: 400, to: 600 };
const choices = { against: null, window, span, target: 'web', incident: null } as const;
const before = { kind: 'before', fleet: false } as const;
const baseline = { kind: 'baseline', fleet: false } as const;

describe('what Map compares', () => {
  it('is nothing until the analyst chooses', () => {
    expect(comparisonAsked(choices)).toEqual({ question: null, problem: null });
  });

  it('is the window before, of the same length, as far as the case goes back', () => {
    const asked = (from: number) => comparisonAsked({ ...choices, against: before, window: { from, to: from + 200 } });
    expect(asked(400).question).toEqual({ window, against: { from: 200, to: 400 }, service: 'web' });
    expect(asked(100).question?.against).toEqual({ from: 0, to: 100 });
    expect(asked(0).problem?.title).toBe('The case begins with this window');
    expect(comparisonAsked({ ...choices, against: before, window: null }).problem?.title).toContain('whole case');
  });

  it('is the case before the incident of the target, against the incident unless a window is chosen', () => {
    const incident = { window: { from: 700, to: 900 }, failed: true };
    const asked = comparisonAsked({ ...choices, against: baseline, window: null, incident });
    expect(asked.question).toEqual({ window: incident.window, against: { from: 0, to: 700 }, service: 'web' });
    expect(comparisonAsked({ ...choices, against: baseline, incident }).question?.window).toEqual(window);
    const well = { ...incident, failed: false };
    expect(comparisonAsked({ ...choices, against: baseline, incident: well }).problem?.title).toBe(
      'The target never failed',
    );
    expect(comparisonAsked({ ...choices, against: baseline, target: null }).problem?.title).toBe('No target yet');
  });

  it('is another case, all of it, and the whole fleet where that is chosen', () => {
    const against = { kind: 'case', path: 'other.aftermap', fleet: true } as const;
    expect(comparisonAsked({ ...choices, against }).question).toEqual({ window, againstCase: 'other.aftermap' });
  });
});
