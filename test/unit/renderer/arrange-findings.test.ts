import { describe, expect, it } from 'vitest';
import type { AuditFinding } from '../../../shared/model/audit.ts';
import { outcomeOf } from '../../../shared/audit/outcome.ts';
import { auditTable } from '../../../shared/audit/to-table.ts';
import { auditKind } from '../../../shared/model/audit.ts';
import { noAuditChoices } from '../../../renderer/store/audit-choices.ts';
import { arrangeFindings, chosenFindings, findingText } from '../../../renderer/views/audit/arrange-findings.ts';

const name = (id: string): string => ({ web: 'Web', shop: 'Shop', data: 'Data' })[id] ?? id;

function finding(kind: AuditFinding['kind'], client: string, server: string, more: Partial<AuditFinding> = {}) {
  return {
    ...{ kind, why: null, client, server, lookups: 0, failures: 0, connections: 0, witness: 'dns', declared: false },
    ...{ firstSeen: 1, lastSeen: 2, text: 'Found.', expected: 'Otherwise.', weight: 0.5 },
    evidence: [{ text: 'The first lookup', citation: { source: 1, path: '/e/requests.csv', line: 7 } }],
    ...more,
  } as const satisfies AuditFinding;
}

const FINDINGS = [
  finding('unexpected', 'web', 'data', { weight: 0.8, connections: 3, witness: 'connection' }),
  finding('connection-only', 'web', 'data', { weight: 0.5, why: 'never-asked', connections: 3, witness: 'connection' }),
  finding('agreed', 'web', 'shop', { weight: 0, lookups: 5, connections: 5, witness: 'both', declared: true }),
  finding('not-covered', 'shop', 'data', { weight: 0.05, why: 'no-socket-log', lookups: 40, lastSeen: 9 }),
];
const keys = (findings: readonly AuditFinding[]) => findings.map((one) => `${one.client}>${one.server} ${one.kind}`);
const audit = (findings: readonly AuditFinding[]) => ({
  findings,
  counts: Object.fromEntries(
    auditKind.options.map((kind) => [kind, findings.filter((one) => one.kind === kind).length]),
  ) as Parameters<typeof outcomeOf>[0]['counts'],
});

describe('the list of findings', () => {
  it('is chosen by kinds, reason, service and words of name, sentence or evidence', () => {
    const chosen = (change: Partial<typeof noAuditChoices>) =>
      keys(chosenFindings(FINDINGS, { ...noAuditChoices, ...change }, name));
    expect(chosen({})).toEqual(keys(FINDINGS));
    expect(chosen({ kinds: ['agreed', 'not-covered'] })).toEqual(['web>shop agreed', 'shop>data not-covered']);
    expect(chosen({ why: 'never-asked' })).toEqual(['web>data connection-only']);
    expect(chosen({ service: 'shop' })).toEqual(['web>shop agreed', 'shop>data not-covered']);
    expect(chosen({ text: 'web → sh' })).toEqual(['web>shop agreed']);
    expect(chosen({ text: 'requests.csv:7', service: 'shop', kinds: ['agreed'] })).toEqual(['web>shop agreed']);
    expect(chosen({ text: 'nowhere' })).toEqual([]);
  });

  it('stands in groups and an order of its own, weightiest first within equals', () => {
    const shown = (change: Partial<typeof noAuditChoices>) =>
      arrangeFindings(FINDINGS, { ...noAuditChoices, ...change }, name).map(
        ({ label, open, findings }) => `${label}${open ? '' : ' folded'}: ${keys(findings).join(', ')}`,
      );
    expect(shown({})).toEqual([
      'unexpected: web>data unexpected',
      'connection only: web>data connection-only',
      'not covered: shop>data not-covered',
      'agreed folded: web>shop agreed',
    ]);
    expect(shown({ group: 'client', sort: 'uses' })).toEqual([
      'Shop: shop>data not-covered',
      'Web: web>shop agreed, web>data unexpected, web>data connection-only',
    ]);
    expect(shown({ group: 'none', sort: 'last' })[0]).toMatch(/^null: shop>data not-covered, web>data unexpected/);
    expect(shown({ group: 'why' }).map((line) => line.split(':')[0])).toEqual([
      'no nearer reason',
      'a fixed address, or past the DNS',
      'no socket log then',
    ]);
  });

  it('is copied and exported with its evidence', () => {
    const [first] = FINDINGS;
    expect(first && findingText(first, name)).toContain(
      'Web → Data: unexpected\nFound.\nExpected: Otherwise.\nThe first lookup: /e/requests.csv : 7',
    );
    const [head, row] = auditTable(FINDINGS, [{ id: 'web', name: 'Web' }]);
    expect(Object.fromEntries((head ?? []).map((column, at) => [column, row?.[at]]))).toMatchObject({
      client_name: 'Web',
      server_name: 'data',
      first_seen: '1970-01-01T00:00:00.000001Z',
      evidence: '/e/requests.csv:7',
    });
  });
});

describe('what an audit comes to', () => {
  it('tells nothing to compare from all agreed, and says what is not there', () => {
    expect(outcomeOf(audit([]))).toMatchObject({ state: 'nothing', lacks: ['dns', 'connection', 'declared'] });
    const alone = outcomeOf(audit([finding('not-covered', 'shop', 'data', { lookups: 1 })]));
    expect(alone).toMatchObject({ state: 'nothing-to-compare', lacks: ['connection', 'declared'] });
    const agreed = outcomeOf(audit(FINDINGS.slice(2)));
    expect(agreed).toMatchObject({ state: 'agreed', lacks: [] });
    expect(agreed.text).toBe('All agreed: 1 dependency looked up and connected; 1 could not be compared.');
    expect(outcomeOf(audit([finding('dns-only', 'web', 'shop', { lookups: 1 })])).state).toBe('minor');
    expect(outcomeOf(audit(FINDINGS)).text).toBe('2 findings call for an answer: 1 unexpected, 1 connection only.');
  });
});
