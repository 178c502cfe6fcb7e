import { describe, expect, it } from 'vitest';
import { countsOf } from '../../../shared/audit/audit.ts';
import { auditText } from '../../../shared/report/text/audit-text.ts';
import type { Audit, AuditFinding } from '../../../shared/model/audit.ts';

const services = [
  { id: 'web', name: 'Web' },
  { id: 'shop', name: 'Shop' },
];
const finding = (kind: AuditFinding['kind'], why: AuditFinding['why']): AuditFinding => ({
  kind,
  why,
  client: 'web',
  server: 'shop',
  lookups: 0,
  failures: 0,
  connections: 3,
  witness: 'connection',
  declared: false,
  firstSeen: 1,
  lastSeen: 2,
  text: `What was found of ${kind}.`,
  expected: `What ${kind} lacks.`,
  evidence: [{ text: 'The first connection', citation: { source: 1, path: 'in/sockets 1.csv', line: 8 } }],
  weight: 0.5,
});
const auditOf = (...findings: readonly AuditFinding[]): Audit => ({
  window: { from: 0, to: 3_600_000_000 },
  findings,
  counts: countsOf(findings),
  earlierWindows: 0,
  notes: [],
});
const open = finding('connection-only', 'never-asked');
const rest = [finding('not-covered', 'no-log'), finding('agreed', null)];

describe('the audit as text', () => {
  it('begins with what the findings come to, and says under those that contradict what was found, expected and cited', () => {
    const lines = auditText(auditOf(open, ...rest), services, undefined).split('\n');
    expect(lines[0]).toBe('1 finding calls for an answer: 1 connection only.');
    const at = lines.findIndex((line) => line.startsWith('connection-only'));
    expect(lines.slice(at + 1, at + 4)).toEqual([
      '    What was found of connection-only.',
      '    Expected: What connection-only lacks.',
      '    The first connection [in/sockets 1.csv:8]',
    ]);
    expect(lines.slice(at + 4, at + 7).map((line) => line.split(' ')[0])).toEqual(['not-covered', 'agreed', '']);
  });

  it('says what the whole window comes to where a part of it was asked for', () => {
    const text = auditText(auditOf(), services, undefined, auditOf(open, ...rest));
    expect(text).toMatch(/^The whole window: 1 finding calls for an answer/);
    expect(text).not.toContain('Nothing was seen');
  });
});
