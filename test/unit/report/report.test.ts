import { describe, expect, it } from 'vitest';
import { planHtml } from '../../../shared/report/plan-html.ts';
import { reportHtml } from '../../../shared/report/report-html.ts';
import { incident, summary } from './incident.ts';

const ALL = ['evidence', 'map', 'trace', 'plan', 'regions'] as const;
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const titles = (text: string) => [...text.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title]) => title);

describe('report', () => {
  const text = oneLine(reportHtml({ ...incident, sections: ALL }));

  it('has the chapters that were chosen, in that order', () => {
    expect(titles(text)).toEqual([
      'Evidence',
      'Who depended on whom',
      'Where did it begin?',
      'In what order to bring it back',
      'Where was it processed?',
    ]);
    expect(titles(reportHtml({ ...incident, sections: ['plan'] }))).toEqual(['In what order to bring it back']);
  });

  it('tells ten rivals in full and the weaker ones in a row each', () => {
    const origins = Array.from({ length: 6 }, () => incident.diagnosis.origins).flat();
    const long = oneLine(
      reportHtml({ ...incident, sections: ['trace'], diagnosis: { ...incident.diagnosis, origins } }),
    );
    const [full = '', brief = ''] = long.split('Weaker rivals');
    expect(full.match(/<div class="origin">/g)).toHaveLength(10);
    expect(brief.match(/<tr>/g)).toHaveLength(1 + origins.length - 10);
    expect(text).not.toContain('Weaker rivals');
  });

  it('loads nothing and runs nothing', () => {
    expect(text).not.toMatch(/<(script|link|img|iframe|object)\b|\b(src|href|on\w+)=|url\(|@import/i);
    expect(text).toContain("default-src 'none'");
  });

  it('shows nothing that evidence could have written as markup', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&';
    const services = incident.map.services.map((service) => ({ ...service, name: hostile }));
    const poisoned = reportHtml({
      ...incident,
      sections: ALL,
      map: { ...incident.map, services },
      summary: {
        ...summary,
        name: hostile,
        remarks: [hostile],
        services: services.map(({ id, name }) => ({ id, name })),
        sources: summary.sources.map((source) => ({ ...source, path: hostile, problem: hostile })),
      },
    });
    expect(poisoned).not.toContain('<img');
    expect(poisoned).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  });

  it('states every source with its full hash and how the records and lookups balance', () => {
    for (const { sha256 } of summary.sources) expect(text).toContain(sha256);
    expect(text).toContain('Records 964,226 = accepted 962,044 + repeated 1,742 + rejected 416 + skipped 24');
    expect(text).toContain('Lookups 19,890 = resolved 19,700 + self 40 + unresolved 150');
  });

  it('is the same text for the same case', () => {
    expect(oneLine(reportHtml({ ...incident, sections: ALL }))).toBe(text);
  });

  it('marks regions that are against a rule without needing colour', () => {
    expect(text).toMatch(/class="h\d against"> ?1,210 !/);
  });
});

describe('plan sheet', () => {
  const text = oneLine(planHtml(incident));

  it('has a box to tick for every step, the check before going on, and lines to sign', () => {
    const steps = incident.plan.waves.flatMap((wave) => wave.steps);
    expect(text.match(/class="box"/g)?.length).toBe(steps.length);
    expect(text.match(/Check before going on:/g)?.length).toBe(steps.length);
    expect(text).toContain('Approved by, time');
  });

  it('names the origin with its rivals and the cycle that is left alone', () => {
    expect(text).toMatch(/<dd>Service G \(0\.\d\d\), rivals: Service D \(0\.\d\d\)/);
    expect(text).toContain('Cycle 1: Service X ⇄ Service Y.');
  });

  it('carries the digest and the completeness in the running line', () => {
    expect(text).toMatch(
      /class="running">.*Records 964,226 = .* nothing capped.*Aftermap 0\.1\.0 · case 7f3c 09be … a1e9/,
    );
  });
});
