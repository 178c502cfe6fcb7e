import { describe, expect, it } from 'vitest';
import { diagnosisText } from '../../../shared/report/text/diagnosis-text.ts';
import { mapText } from '../../../shared/report/text/map-text.ts';
import { planText } from '../../../shared/report/text/plan-text.ts';
import { regionsText } from '../../../shared/report/text/regions-text.ts';
import { sourcesText } from '../../../shared/report/text/sources-text.ts';
import { textTable, wrapped, type Column } from '../../../shared/report/text/table.ts';
import { verificationText } from '../../../shared/report/text/verification-text.ts';
import { incident, summary } from './incident.ts';

const { services } = incident.map;

describe('tables for the command line', () => {
  it('align columns, numbers to the right', () => {
    expect(
      textTable(
        [
          { head: 'name', max: 6 },
          { head: 'n', right: true },
        ],
        [
          ['ab', 5],
          ['abcdefgh', 1234],
        ],
      ),
    ).toBe(['name       n', '──────  ────', 'ab         5', 'abcde…  1234'].join('\n'));
  });

  it('cut names that differ only where they still do', () => {
    const columns: readonly Column[] = [{ head: 'name', max: 6, names: true }, { head: 'n' }];
    const rows = (...names: readonly string[]) =>
      textTable(
        columns,
        names.map((name) => [name, 1]),
      ).split('\n');
    expect(rows('orders-api-1', 'orders-web-1', 'orders').slice(2)).toEqual([
      'orders-api…  1',
      'orders-web…  1',
      'orders       1',
    ]);
    expect(rows('orders-1', 'orders-12', 'x').slice(2)).toEqual(['orders-1   1', 'orders-12  1', 'x          1']);
    expect(rows('orders-api', 'orders-api').slice(2)).toEqual(['order…  1', 'order…  1']);
  });

  it('break long sentences at blanks', () => {
    expect(wrapped('one two three', '  ', 9)).toBe('one two\n  three');
  });

  it('let no evidence steer the terminal', () => {
    expect(textTable([{ head: 'x' }], [['a\u001b[31mb']])).not.toContain('\u001b');
  });

  it('list the origins with their paths and arguments', () => {
    const text = diagnosisText(incident.diagnosis, services);
    expect(text).toContain('1. Service G  score 0.');
    expect(text).toContain('Checkout Portal → Container Management Service → (Service B) → Service D → Service G');
    expect(text).toContain('   - Depends on Service G, which failed 55 s earlier. [health.csv:5]');
  });

  it('tell ten rivals in full, the weaker ones by score and path alone', () => {
    const { origins } = incident.diagnosis;
    const many = Array.from({ length: 6 }, () => origins).flat();
    const text = diagnosisText({ ...incident.diagnosis, origins: many }, services);
    const [full = '', brief = ''] = text.split(/^11\. /m);
    expect(full.match(/^ {3}[+-] /gm)?.length).toBeGreaterThan(10);
    expect(brief).not.toMatch(/^ {3}[+-] /m);
    expect(brief).toContain('What speaks for and against the weaker rivals: --json.');
    expect(diagnosisText(incident.diagnosis, services)).not.toContain('weaker rivals');
  });

  it('say of the map what is declared, and what is declared alone', () => {
    const [first, second, ...rest] = incident.map.dependencies;
    if (!first || !second) throw new Error('The incident has two dependencies at least.');
    const declared = { client: second.server, server: first.client, witness: 'declared' } as const;
    const text = mapText({
      ...incident.map,
      dependencies: [{ ...first, declared: true }, second, ...rest],
      declaredOnly: [declared, { client: first.client, server: first.server, witness: 'declared' }],
    });
    expect(text).toMatch(/^\d+ services, \d+ dependencies, 1 only declared, /);
    expect(text.match(/ {2}dns, declared/g)).toHaveLength(1);
    expect(text.match(/ 0 +0 +0 +only declared$/gm)).toHaveLength(1);
    expect(mapText(incident.map)).not.toContain('declared');
  });

  it('list the plan wave by wave', () => {
    const waves = planText(incident.plan, services).match(/^Wave \d+\n {2}\[ \] .*?(?= {2})/gm);
    expect(waves).toEqual([
      'Wave 1\n  [ ] Service G',
      'Wave 2\n  [ ] Service D',
      'Wave 3\n  [ ] Service B',
      'Wave 4\n  [ ] Container Management Service',
      'Wave 5\n  [ ] Checkout Portal',
    ]);
  });

  it('show regions as a table, and as a list where there are too many for the line', () => {
    expect(regionsText(incident.regions, services)).toMatch(/^Service X +1 +880! +1,210! +· +9,132$/m);
    const many = Array.from({ length: 20 }, (_, n) => `Region-${n}`);
    const wide = { ...incident.regions, regions: [...many, ...incident.regions.regions] };
    expect(regionsText(wide, services)).toContain('1  Service X: EuropeNorth 880!, EuropeWest 1,210!, USWest 9,132');
    expect(regionsText(incident.regions, services)).toContain('3 findings against 1 rule.');
  });

  it('say for each source what was assumed, skipped and rejected', () => {
    const text = sourcesText(summary.sources);
    expect(text).toMatch(/^dns-requests\.csv +canonical-dns-request +482,113 +481,022 +871 +208 +12 +7f3c09be$/m);
    expect(text).toContain('exports/dns-requests.csv, line 8123: timestamp “yesterday” is no time');
    const [first] = summary.sources;
    const again = sourcesText(first ? [first, { ...first, path: 'other/dns-requests.csv' }] : []);
    expect(again).toMatch(/^exports\/dns-requests\.csv .*\nother\/dns-requests\.csv /m);
  });

  it('say which check of a case failed', () => {
    const checks = [
      { name: 'hashes', ok: true, detail: '2 of 2 files' },
      { name: 'balance', ok: false, detail: 'lookups 5 = 3 + 1' },
    ];
    expect(verificationText({ ok: false, checks })).toBe(
      'ok     hashes   2 of 2 files\nWRONG  balance  lookups 5 = 3 + 1\n\nThe case is not as it was recorded.\n',
    );
  });

  it('call files by the end of their paths where a check names them', () => {
    const folder = '/a/very/long/folder/of/evidence/that/goes/on/and/on/and/on/and/on/and/on/and/on';
    const hour = (at: string) =>
      `${folder}/100000000017_vpcdnsquerylogs_harbour-1_vpc-0c51e7a2_20260211T${at}00Z.log.gz`;
    const checks = [
      { name: `hash of ${folder}/health.csv`, ok: true, detail: '43ebe9dbf5' },
      { name: `hash of ${hour('12')}`, ok: true, detail: '81ffd0a075' },
      { name: `hash of ${hour('14')}`, ok: true, detail: 'abf2c9004b' },
      { name: 'balance', ok: true, detail: 'Every record and every lookup is counted in exactly one place.' },
    ];
    const [health = '', noon = '', later = '', ...rest] = verificationText({ ok: true, checks }).split('\n');
    expect(health).toMatch(/^ok {5}hash of health\.csv +43ebe9dbf5$/);
    expect(noon).toMatch(/^ok {5}hash of 1000.*….*T1200Z\.log\.gz {2}81ffd0a075$/);
    expect(later).toMatch(/T1400Z\.log\.gz {2}abf2c9004b$/);
    expect(rest).toHaveLength(5);
    expect(Math.max(...[health, noon, later, ...rest].map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('stay within 100 columns', () => {
    const texts = [
      mapText(incident.map),
      diagnosisText(incident.diagnosis, services),
      planText(incident.plan, services),
      regionsText(incident.regions, services),
      sourcesText(summary.sources),
    ];
    const longest = Math.max(...texts.flatMap((text) => text.split('\n').map((line) => line.length)));
    expect(longest).toBeLessThanOrEqual(100);
  });
});
