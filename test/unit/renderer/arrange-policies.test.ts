import { describe, expect, it } from 'vitest';
import type { PolicyReport, PolicyVerdict, RuleUse } from '../../../shared/model/policy.ts';
import { verdictTable } from '../../../shared/policy/to-table.ts';
import { noAuditChoices } from '../../../renderer/store/audit-choices.ts';
import { policyGroups } from '../../../renderer/views/audit/arrange-policies.ts';

const verdict = (said: PolicyVerdict['verdict'], client: string, crossing: PolicyVerdict['crossing'] = null) =>
  ({
    ...{
      client,
      server: 'db',
      ports: [{ protocol: 'tcp', port: 5432 }],
      through: [],
      verdict: said,
      crossing,
      part: { from: 0, to: 9 },
      regions: null,
      lookups: 1,
      failures: 0,
    },
    ...{ connections: 2, firstSeen: 1, lastSeen: 2, rules: ['r1'], why: 'because' },
    evidence: [{ text: 'The first lookup', citation: { source: 1, path: '/e/q.csv', line: 3 } }],
  }) satisfies PolicyVerdict;

const rule = (id: string, state: RuleUse['state'], shadowedBy: readonly string[] = []): RuleUse => ({
  ...{ id, text: `rule ${id}`, dialect: 'canonical', action: 'deny', from: null, to: null, citation: null, state },
  ...{ dependencies: 0, lookups: 0, connections: 0, undecided: Number(state === 'undecided'), shadowedBy },
});

const REPORT: PolicyReport = {
  window: { from: 0, to: 9 },
  verdicts: [
    verdict('allowed', 'web', { from: 'red', to: 'blue' }),
    verdict('denied', 'web'),
    verdict('allowed', 'app'),
    verdict('not-covered', 'cron'),
  ],
  counts: { denied: 1, undecided: 0, 'not-covered': 1, allowed: 2 },
  crossings: 1,
  rules: [rule('r1', 'used'), rule('r2', 'unused'), rule('r3', 'shadowed', ['r1']), rule('r4', 'undecided')],
  allowList: [],
  contestedOnly: 0,
  notes: [],
};

describe('the policies on the screen', () => {
  const shown = (change: Partial<typeof noAuditChoices>) =>
    policyGroups(REPORT, { ...noAuditChoices, ...change }, (id) => id).map(
      ({ label, open, lines }) => `${label} ${lines.length}${open ? '' : ' folded'}`,
    );

  it('come with crossings first, each verdict and rule in one group, and no empty group', () => {
    expect(shown({})).toEqual([
      'Crossings between tenants 1',
      'Denied, yet seen 1',
      'Rules that cannot be told 1',
      'Allowed or denied, never seen 1',
      'Not covered by any rule 1',
      'Shadowed rules 1',
      'Allowed and seen 1 folded',
      'Rules used 1 folded',
    ]);
  });

  it('are chosen by service and by words', () => {
    expect(shown({ service: 'cron', text: 'cron' })).toEqual(['Not covered by any rule 1']);
    expect(shown({ text: 'rule r3' })).toEqual(['Shadowed rules 1']);
  });

  it('are exported verdict by verdict with rules in words and evidence', () => {
    const [head = [], row = []] = verdictTable(REPORT, [{ id: 'web', name: 'Web' }]);
    expect(Object.fromEntries(head.map((column, at) => [column, row[at]]))).toMatchObject({
      verdict: 'allowed',
      crossing: 'red → blue',
      client_name: 'Web',
      rules: 'rule r1',
      evidence: '/e/q.csv:3',
    });
  });
});
