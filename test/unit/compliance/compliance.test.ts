import { describe, expect, it } from 'vitest';
import { fits } from '../../../shared/compliance/pattern.ts';
import { parseRules } from '../../../shared/compliance/parse-rules.ts';
import { regionsToCsv } from '../../../shared/compliance/to-csv.ts';
import { AftermapError } from '../../../shared/failure.ts';
import type { RegionRule } from '../../../shared/model/regions.ts';
import { mapOf } from '../map/map-of.ts';
import { reportOf } from './report-of.ts';

const report = (map: string, ...rules: RegionRule[]) => reportOf(map, { rules });
const found = (map: string, ...rules: RegionRule[]) =>
  report(map, ...rules).violations.map((v) => `${v.kind} ${v.path.join('>')} ${v.region} ${v.lookups}`);
const failureOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof AftermapError) return `${error.code}: ${error.message} ${error.hint}`;
    throw error;
  }
  return 'nothing was thrown';
};

describe('services and regions', () => {
  it('counts lookups by the target and by all that it reaches, and by nobody else', () => {
    const { rows, regions } = report('t>a:5@West,2@East a>b:3@West t>b:4@West b>a:1@North x>a:100@South');
    expect(regions).toEqual(['East', 'North', 'West']);
    expect(rows.map(({ service, order, counts }) => [service, order, counts])).toEqual([
      ['a', 1, { West: 5, East: 2, North: 1 }],
      ['b', 1, { West: 7 }],
    ]);
  });

  it('has a row for a service that was only seen before the window, without counts', () => {
    expect(report('t>a:~').rows).toMatchObject([
      { service: 'a', order: 1, counts: {}, firstSeen: null, lastSeen: null },
    ]);
  });

  it('has no row for the target, even where the target is looked up itself', () => {
    expect(report('t>a:1@West a>t:9@West').rows.map(({ service }) => service)).toEqual(['a']);
  });

  it('is CSV with a column for each region', () => {
    const made = report('t>a:5@West,2@East');
    expect(regionsToCsv(made, mapOf('t>a:1').services)).toBe(
      'service,name,order,East,West,total,first_seen,last_seen,observability,not_observable_in,why,findings\r\n' +
        'a,Service A,1,2,5,7,2026-03-04T14:00:00.000Z,2026-03-04T14:59:00.000Z,observed,,,0\r\n',
    );
  });
});

describe('region rules', () => {
  const MAP = 't>a:5@USWest,2@EuropeWest a>b:3@EuropeWest b>c:1@USEast';

  it('finds what a governed service reaches directly and further down, with the path', () => {
    expect(found(MAP, { name: 'US only', services: ['Service T'], allow: ['us*'] })).toEqual([
      'direct t>a EuropeWest 2',
      'transitive t>a>b EuropeWest 3',
    ]);
  });

  it('governs every service where it names none', () => {
    expect(found(MAP, { name: 'no Europe', forbid: ['Europe*'] })).toEqual([
      'direct a>b EuropeWest 3',
      'direct t>a EuropeWest 2',
      'transitive t>a>b EuropeWest 3',
    ]);
  });

  it('forbids even what it allows elsewhere', () => {
    expect(found(MAP, { name: 'no east', services: ['b'], allow: ['*'], forbid: ['USEast'] })).toEqual([
      'direct b>c USEast 1',
    ]);
  });

  it('does not take an unknown region for an allowed one', () => {
    const [violation] = report('t>a:2@unknown', { name: 'US only', allow: ['US*'] }).violations;
    expect(violation?.why).toBe('the region is unknown, and only US* is allowed');
  });

  it('gives the shortest path to a violation, in cycles too', () => {
    const map = 't>a:1@West a>b:1@West b>a:1@West a>c:1@West b>c:1@West c>d:1@North';
    expect(found(map, { name: 'West', services: ['t'], allow: ['West'] })).toEqual(['transitive t>a>c>d North 1']);
  });

  it('refuses a rule for a service that the case does not know', () => {
    expect(failureOf(() => report(MAP, { name: 'US only', services: ['Chekout'], allow: ['US*'] }))).toBe(
      'usage: Rule “US only” names the service “Chekout”, which the case does not know. ' +
        'Write the service as its id or its name in the service tree, or with * for any text.',
    );
  });

  it.each([
    ['US*', 'uswest2', true],
    ['*west', 'EuropeWest', true],
    ['*we*t*', 'EuropeWestern', true],
    ['ab*ba', 'aba', false],
    ['US', 'USWest', false],
    ['us.west', 'usxwest', false],
    ['*', '', true],
  ])('the pattern %s on %s: %s', (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
  });
});

describe('a file of rules', () => {
  it('is read from YAML', () => {
    const text = `# residency
rules:
  - name: customer data stays in the US
    services: [Checkout Portal, "4711"]
    allow: [US*]
  - name: never in the north
    forbid: EuropeNorth
`;
    expect(parseRules(text, 'residency.yaml')).toEqual([
      { name: 'customer data stays in the US', services: ['Checkout Portal', '4711'], allow: ['US*'] },
      { name: 'never in the north', forbid: ['EuropeNorth'] },
    ]);
  });

  it.each([
    ['rules:\n  - name: a\n    alow: [US*]', 'r.yaml, line 3: a rule has no part “alow”.'],
    ['rules:\n  - allow: [US*]', 'r.yaml, line 2: a rule has no name.'],
    ['rules:\n  - name: a', 'r.yaml, line 2: rule “a” neither allows nor forbids a region.'],
    ['rules:\n  - name: a\n    allow: [US*', 'r.yaml, line 3:'],
    ['rules:\n  - name: a\n    allow:\n      - {x: 1}', 'r.yaml, line 4: “allow” must list texts.'],
    ['rules: []', 'r.yaml, line 1: the list of rules is empty.'],
    ['rules: US', 'r.yaml, line 1: “rules” is not a list.'],
    ['rule: []', 'r.yaml, line 1: “rule” is not known here.'],
    ['', 'r.yaml, line 1: the file holds no rules.'],
    ['rules:\n- {name: a, allow: x}\n- {name: a, allow: y}', 'r.yaml, line 3: there are two rules “a”.'],
  ])('%j is refused with its line', (text, message) => {
    expect(failureOf(() => parseRules(text, 'r.yaml'))).toContain(`usage: ${message}`);
  });

  it('is refused with all that is wrong with it at once', () => {
    const text = `rules:
  - name: a
    allow: [US*, {x: 1}]
    exceptions:
      - { regions: E*, until: soon }
  - allow: [US*]
    services: [Nobody]
`;
    expect(failureOf(() => parseRules(text, 'r.yaml', [{ id: 's1', name: 'Web' }])).split('\n')).toEqual([
      expect.stringContaining('r.yaml, line 3: “allow” must list texts. Write it like this'),
      expect.stringContaining('r.yaml, line 5: “until” is no day. An exception looks like this'),
      expect.stringContaining('r.yaml, line 5: an exception has no reason. Add “reason:”'),
      expect.stringContaining('r.yaml, line 7: the case knows no service “Nobody”.'),
      expect.stringContaining('r.yaml, line 6: a rule has no name. Add “name:”'),
    ]);
  });

  it('that names a service which the case does not know is refused with its line, and the nearest name', () => {
    const text = 'rules:\n  - name: a\n    services: [Check*,\n      Chekout Portal]\n    allow: [US*]';
    const known = [
      { id: 's1', name: 'Checkout Portal' },
      { id: 's2', name: 'Directory' },
    ];
    const failure = failureOf(() => parseRules(text, 'r.yaml', known));
    expect(failure).toContain('r.yaml, line 4: the case knows no service “Chekout Portal”.');
    expect(failure).toContain('Did you mean “Checkout Portal”?');
  });

  it('with a pattern that fits no region is warned of, and fares no worse for it', () => {
    const { checks } = report('t>a:1@West', { name: 'a', forbid: ['Wes'] });
    expect(checks[0]?.unchecked.map(({ text }) => text)).toContain(
      '“Wes” fits no region that the case knows; near it: West',
    );
  });
});
