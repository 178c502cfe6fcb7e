import { expect, it } from 'vitest';
import { windowOption } from '../../../main/commands/session.ts';
import { summary } from '../report/incident.ts';

const span = { from: Date.parse('2026-03-04T10:00:00Z') * 1000, to: Date.parse('2026-03-04T12:00:00Z') * 1000 };
const windowOf = (options: Parameters<typeof windowOption>[0]) => windowOption(options, { ...summary, span });

it('a window with one end ends or begins with the case, and says when that is where it cannot', () => {
  expect(windowOf({ from: '2026-03-04T11:00:00Z' })).toEqual({ from: span.from + 3.6e9, to: span.to });
  expect(() => windowOf({ from: '2030-01-01T00:00:00Z' })).toThrow(
    'The case ends at 2026-03-04T12:00:00.000Z, before the window of --from 2030-01-01T00:00:00Z begins.',
  );
  expect(() => windowOf({ to: '2020-01-01T00:00:00Z' })).toThrow(
    'The case begins at 2026-03-04T10:00:00.000Z, after the window of --to 2020-01-01T00:00:00Z ends.',
  );
  expect(() => windowOf({ from: '2026-03-04T11:00:00Z', to: '2026-03-04T11:00:00Z' })).toThrow('must end after');
});
