import { describe, expect, it } from 'vitest';
import { coverageIn, type Log } from '../../../shared/comparison/coverage.ts';

const log = (path: string, from: number, to: number, ...clients: readonly string[]): Log => ({
  side: null,
  path,
  spans: [{ from, to }],
  clients: new Set(clients),
});
const MORNING = { from: 0, to: 100 };
const EVENING = { from: 100, to: 200 };

describe('how the logs cover a client', () => {
  it('is the union of the times of the logs that hear it, within the window', () => {
    const logs = [log('a', 0, 60, 'web'), log('b', 40, 80, 'web'), log('c', 0, 100, 'shop')];
    expect(coverageIn(logs, 'window', MORNING).of('web')).toEqual({ covered: 80, logs: ['a', 'b'] });
  });

  it('goes on in the next log of a set, where at least half of the others that asked before ask too', () => {
    const logs = [log('1', 0, 100, 'web', 'shop', 'data'), log('2', 100, 200, 'shop', 'mail')];
    expect(coverageIn(logs, 'window', EVENING).of('web')).toEqual({ covered: 100, logs: ['2'] });
    expect(coverageIn(logs, 'window', EVENING).lost('web', MORNING)).toEqual([]);
  });

  it('does not go on in a log that hears few of the others', () => {
    const logs = [log('1', 0, 100, 'web', 'shop', 'data', 'desk', 'yard'), log('2', 100, 200, 'shop', 'mail')];
    expect(coverageIn(logs, 'window', EVENING).of('web')).toEqual({ covered: 0, logs: [] });
    expect(coverageIn(logs, 'window', EVENING).lost('web', MORNING)).toEqual(['1']);
  });

  it('of a log that hears nobody else goes on only where the client itself asks', () => {
    const logs = [log('1', 0, 100, 'web'), log('2', 100, 200, 'shop')];
    expect(coverageIn(logs, 'window', EVENING).of('web').covered).toBe(0);
    const own = [log('1', 0, 100, 'web'), log('2', 100, 200, 'web')];
    expect(coverageIn(own, 'window', EVENING).lost('web', MORNING)).toEqual([]);
  });

  it('counts the logs of its own case only, but learns from those of the other which follows which', () => {
    const logs: Log[] = [
      { ...log('here', 100, 200, 'shop', 'data'), side: 'window' },
      { ...log('there', 100, 200, 'web', 'shop', 'data'), side: 'against' },
    ];
    expect(coverageIn(logs, 'window', EVENING).of('web')).toEqual({ covered: 100, logs: ['here'] });
    expect(coverageIn(logs, 'against', EVENING).of('web')).toEqual({ covered: 100, logs: ['there'] });
  });
});
