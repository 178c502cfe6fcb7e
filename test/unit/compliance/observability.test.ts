import { describe, expect, it } from 'vitest';
import { cellState } from '../../../shared/compliance/observability.ts';
import { regionsText } from '../../../shared/report/text/regions-text.ts';
import type { RegionReport } from '../../../shared/model/regions.ts';
import { WINDOW } from '../map/map-of.ts';
import { reportOf } from './report-of.ts';

const rowOf = ({ rows }: RegionReport, service: string) =>
  rows.find((row) => row.service === service) ?? expect.unreachable(`there is a row for ${service}`);

describe('an empty cell of the heatmap', () => {
  it('shows that nobody looked the service up there, where every client was heard', () => {
    const row = rowOf(reportOf('t>a:5@West'), 'a');
    expect(row.observability).toEqual({ state: 'observed', reasons: [] });
    expect(cellState(row, 'East')).toBe('not-observed');
    expect(cellState(row, 'West')).toBe('observed');
  });

  it('shows nothing where a client that used the service at another time has no DNS log in the window', () => {
    const heard = new Map([
      ['t', true],
      ['a', true],
      ['b', false],
    ]);
    const report = reportOf('t>a:5@West t>b:1@West', { coverage: { heard, known: [['b', 'a']] } });
    const row = rowOf(report, 'a');
    expect(row.observability.reasons).toMatchObject([{ reason: 'no-log', regions: null, services: ['b'] }]);
    expect(cellState(row, 'East')).toBe('not-observable');
    expect(cellState(rowOf(report, 'b'), 'East')).toBe('not-observed');
  });

  it('shows nothing in a window that no log covers: what was reached at other times is listed, not observable', () => {
    const heard = new Map([
      ['t', false],
      ['a', false],
    ]);
    const edges = [
      ['t', 'a'],
      ['a', 'b'],
    ] as const;
    const report = reportOf('t', { coverage: { heard, known: edges }, others: ['a', 'b'] });
    expect(report.logs).toBe('gap');
    expect(
      report.rows.map(({ service, order, counts, observability }) => [service, order, counts, observability.state]),
    ).toEqual([
      ['a', 1, {}, 'not-observable'],
      ['b', 2, {}, 'not-observable'],
    ]);
    expect(regionsText(report, [])).toContain(
      '? t: no DNS log covers it in the window: what it looked up is not known',
    );
  });

  it('shows nothing in the regions of contested lookups, and something in all others', () => {
    const contested = {
      client: 't',
      server: 'a',
      from: null,
      region: 'East',
      lookups: 0,
      contested: 3,
      firstSeen: WINDOW.from,
      lastSeen: WINDOW.from,
    };
    const row = rowOf(reportOf('t>a:5@West', { besides: [contested] }), 'a');
    expect(cellState(row, 'East')).toBe('not-observable');
    expect(cellState(row, 'North')).toBe('not-observed');
  });

  it('shows nothing where the region of some answers is unknown', () => {
    const row = rowOf(reportOf('t>a:5@West,2@unknown'), 'a');
    expect(row.observability.reasons).toMatchObject([{ reason: 'unknown-region' }]);
    expect(cellState(row, 'East')).toBe('not-observable');
  });

  it('shows nothing where every lookup of the service failed', () => {
    const row = rowOf(reportOf('t>a:0!4'), 'a');
    expect(row.observability).toMatchObject({ state: 'not-observable', reasons: [{ reason: 'unanswered' }] });
  });
});

describe('a rule', () => {
  const rule = { name: 'West only', services: ['t'], allow: ['West'] };
  const check = (text: string, heard: Record<string, boolean>, services = ['t'], others: string[] = []) =>
    reportOf(text, { rules: [{ ...rule, services }], coverage: { heard: new Map(Object.entries(heard)) }, others })
      .checks[0];

  it('is kept where every service that it governs was heard and ran where it may', () => {
    expect(check('t>a:1@West', { t: true, a: true })).toMatchObject({ state: 'kept', unchecked: [] });
  });

  it('is kept only as far as the logs show where something below has no DNS log', () => {
    expect(check('t>a:1@West', { t: true })).toMatchObject({
      state: 'kept-as-far-as-seen',
      unchecked: [{ service: 't', reason: 'no-log-below' }],
    });
  });

  it('is not observable where what it governs has no DNS log, or is not in the map at all', () => {
    expect(check('t>a:1@West', { t: true }, ['a'])).toMatchObject({
      state: 'not-observable',
      unchecked: [{ service: 'a', reason: 'no-log' }],
    });
    expect(check('t>a:1@West', { t: true }, ['z'], ['z'])).toMatchObject({
      state: 'not-observable',
      unchecked: [
        {
          service: 'z',
          reason: 'not-in-map',
          text: 'Service Z is not reached in the window, so nothing of it was checked',
        },
      ],
    });
  });

  it('that governs hundreds of services lists the nearest transitive findings and counts the others', () => {
    const chain = Array.from({ length: 90 }, (_, i) => `${i === 0 ? 't' : `s${i}`}>s${i + 1}:1@East`).join(' ');
    const { checks, violations } = reportOf(chain, { rules: [{ name: 'West only', allow: ['West'] }] });
    expect(violations.filter(({ kind }) => kind === 'direct')).toHaveLength(90);
    expect(violations).toHaveLength(2090);
    expect(checks[0]?.unlisted).toBe((90 * 89) / 2 - 2000);
  });
});
