import { describe, expect, it } from 'vitest';
import type { RegionException, RegionRule, ServiceAttribute } from '../../../shared/model/regions.ts';
import { phasesOf } from '../../../shared/compliance/phases.ts';
import { parseRules } from '../../../shared/compliance/parse-rules.ts';
import { findingsOf } from '../../../shared/compliance/words.ts';
import { findingsToCsv } from '../../../shared/compliance/to-csv.ts';
import { at, WINDOW } from '../map/map-of.ts';
import { reportOf } from './report-of.ts';

const MAP = 't>a:6@West,4@East';
const usOnly = (exceptions: readonly RegionException[] = []): RegionRule => ({
  name: 'West only',
  allow: ['West'],
  exceptions,
});
const excusing = (until: number): RegionException => ({
  services: ['Service A'],
  regions: ['E*'],
  until,
  reason: 'moving',
});

describe('an exception of a rule', () => {
  it('excuses what it names until it ends; the end of the window is not before it', () => {
    const { violations, exceptions, checks } = reportOf(MAP, { rules: [usOnly([excusing(WINDOW.to)])] });
    expect(violations).toEqual([]);
    expect(exceptions).toMatchObject([{ state: 'in-force', excused: 4, after: 0 }]);
    expect(checks).toMatchObject([{ state: 'kept' }]);
  });

  it('is a finding of its own from one microsecond before the end of the window, though it excused all that was seen', () => {
    const report = reportOf(MAP, { rules: [usOnly([excusing(WINDOW.to - 1)])], shares: [1, 0] });
    expect(report.violations).toEqual([]);
    expect(report.exceptions).toMatchObject([{ state: 'expired', excused: 4, after: 0 }]);
    expect(findingsOf(report)).toBe(1);
    expect(findingsToCsv(report)).toContain(
      'expired exception,West only,Service A,,E*,0,,2026-03-04T14:59:59.999999Z,moving',
    );
  });

  it('that ended within the window excuses what came before its end, and nothing after it', () => {
    const report = reportOf(MAP, { rules: [usOnly([excusing(at('14:30'))])], shares: [0.5, 0.5] });
    expect(report.exceptions).toMatchObject([{ state: 'expired', excused: 2, after: 2 }]);
    expect(report.violations).toMatchObject([{ kind: 'direct', path: ['t', 'a'], region: 'East', lookups: 2 }]);
    expect(report.violations[0]?.why).toBe(
      'only West is allowed, not East; the exception for it ended 2026-03-04 14:30 UTC',
    );
    expect(report.rows[0]?.counts).toEqual({ East: 4, West: 6 });
  });

  it('that ended before the window excuses nothing', () => {
    const report = reportOf(MAP, { rules: [usOnly([excusing(WINDOW.from)])] });
    expect(report.violations).toMatchObject([{ lookups: 4 }]);
    expect(findingsOf(report)).toBe(2);
  });

  it('for another service or another region excuses nothing', () => {
    const other = { until: WINDOW.to, reason: 'other' };
    const rules = [
      usOnly([
        { ...other, services: ['t'] },
        { ...other, regions: ['North'] },
      ]),
    ];
    expect(reportOf(MAP, { rules }).violations).toHaveLength(1);
  });
});

describe('a rule for a data class or a tenant', () => {
  const attribute = (service: string, value: string, from: number | null, to: number | null): ServiceAttribute => {
    return { service, kind: 'data_class', value, from, to };
  };
  const customer: RegionRule = { name: 'customer', dataClasses: ['cust*'], allow: ['West'] };

  it('governs a service while the service tree gives it that class, and cuts the window where that changes', () => {
    const attributes = [attribute('t', 'customer', null, at('14:15')), attribute('t', 'internal', at('14:15'), null)];
    expect(phasesOf(WINDOW, [customer], attributes)).toEqual([
      { from: WINDOW.from, to: at('14:15') },
      { from: at('14:15'), to: WINDOW.to },
    ]);
    const report = reportOf(MAP, { rules: [customer], attributes, shares: [0.25, 0.75] });
    expect(report.violations).toMatchObject([{ service: 't', region: 'East', lookups: 1 }]);
  });

  it('governs what fits every selector that it has', () => {
    const attributes = [attribute('t', 'customer', null, null), attribute('a', 'customer', null, null)];
    const rules = [{ ...customer, services: ['a'] }];
    const found = reportOf('t>a:1@East a>b:1@East', { rules, attributes }).violations;
    expect(found.map(({ path }) => path.join('>'))).toEqual(['a>b']);
  });

  it('that no service has says so, and is not taken for kept', () => {
    const [check] = reportOf(MAP, { rules: [customer] }).checks;
    expect(check).toMatchObject({ state: 'not-observable', governed: 0, unchecked: [{ reason: 'none-governed' }] });
  });
});

describe('a file of rules with exceptions', () => {
  it('is read: a day is the last on which an exception holds, an instant the first on which it does not', () => {
    const text = `rules:
  - name: west
    data_class: customer
    tenants: [acme]
    allow: [West]
    exceptions:
      - services: [Service A]
        until: 2026-03-10
        reason: moving
      - { regions: 'E*', until: '2026-03-10T06:00:00Z', reason: audit }
`;
    const [rule] = parseRules(text, 'r.yaml');
    expect(rule).toMatchObject({ dataClasses: ['customer'], tenants: ['acme'] });
    expect(rule?.exceptions?.map(({ until }) => new Date(until / 1000).toISOString())).toEqual([
      '2026-03-11T00:00:00.000Z',
      '2026-03-10T06:00:00.000Z',
    ]);
  });

  it.each([
    ['{ until: 2026-03-10, reason: x }', 'line 5: an exception names neither services nor regions. Add “services:”'],
    ['{ regions: E*, reason: x }', 'line 5: an exception has no end. Add “until:”'],
    ['{ regions: E*, until: soon, reason: x }', 'line 5: “until” is no day. An exception looks like this:'],
    ['{ regions: E*, until: 2026-03-10 }', 'line 5: an exception has no reason. Add “reason:”'],
    ['{ regions: E*, till: 2026-03-10 }', 'line 5: an exception has no part “till”. Its parts are services'],
    ['soon', 'line 5: an exception must have named parts.'],
  ])('refuses the exception %s with its line and what to write', (exception, message) => {
    const text = `rules:\n  - name: west\n    allow: [West]\n    exceptions:\n      - ${exception}\n`;
    let said = '';
    try {
      parseRules(text, 'r.yaml');
    } catch (error) {
      const { message: what, hint } = error as { message: string; hint: string };
      said = `${what} ${hint}`;
    }
    expect(said).toContain(`r.yaml, ${message}`);
  });
});
