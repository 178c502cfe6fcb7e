import { describe, expect, it } from 'vitest';
import type { AuditFinding } from '../../../shared/model/audit.ts';
import type { Attribute } from '../../../shared/model/policy.ts';
import { noAuditChoices } from '../../../renderer/store/audit-choices.ts';
import { arrangeMatrix } from '../../../renderer/views/audit/arrange-matrix.ts';

const finding = (kind: AuditFinding['kind'], client: string, server: string, more: Partial<AuditFinding> = {}) =>
  ({
    ...{ kind, why: null, client, server, lookups: 0, failures: 0, connections: 0, witness: 'dns', declared: false },
    ...{ firstSeen: 1, lastSeen: 2, text: '', expected: '', weight: 0.1, evidence: [] },
    ...more,
  }) as AuditFinding;

const FINDINGS = [
  finding('agreed', 'a', 'c', { lookups: 9, connections: 9, witness: 'both' }),
  finding('unexpected', 'b', 'c', { connections: 2, witness: 'connection', weight: 0.8 }),
  finding('connection-only', 'b', 'c', { connections: 2, witness: 'connection', weight: 0.5 }),
  finding('declared-only', 'a', 'd', { witness: 'declared', weight: 0.2 }),
];
const tenant = (service: string, ...values: string[]): Attribute => ({
  service,
  instance: null,
  kind: 'tenant',
  state: 'known',
  values,
});
const ATTRIBUTES = [tenant('a', 'red'), tenant('b', 'red'), tenant('c', 'blue')];
const matrix = (change: Partial<typeof noAuditChoices>) =>
  arrangeMatrix(FINDINGS, ATTRIBUTES, { ...noAuditChoices, ...change }, (id) => id.toUpperCase());
const labels = (axes: readonly { label: string; open: boolean | null }[]) =>
  axes.map(({ label, open }) => `${label}${open === null ? '' : open ? ' open' : ' folded'}`);

describe('the matrix of an audit', () => {
  it('sets clients against servers, the weightiest first, with the weightiest kind of a pair and how it was seen', () => {
    const { lines, columns, cellAt, allOf } = matrix({});
    expect([labels(lines), labels(columns)]).toEqual([
      ['B', 'A'],
      ['C', 'D'],
    ]);
    const [b, a] = lines;
    const [c, d] = columns;
    if (!a || !b || !c || !d) throw new Error('An axis is short.');
    expect(cellAt(b, c)).toMatchObject({ kind: 'unexpected', witness: 'connection', pairs: 1, uses: 2 });
    expect(cellAt(a, d)).toMatchObject({ kind: 'declared-only', witness: 'declared', uses: 0 });
    expect(cellAt(b, d)).toBeUndefined();
    expect(allOf(a)).toMatchObject({ pairs: 2, uses: 9, witness: 'both', kinds: { agreed: 1, 'declared-only': 1 } });
    expect(labels(matrix({ matrixSort: 'name' }).lines)).toEqual(['A', 'B']);
    expect(labels(matrix({ matrixSort: 'uses' }).lines)).toEqual(['A', 'B']);
  });

  it('puts services together by an attribute, folded or open; sums stay', () => {
    const folded = matrix({ matrixGroup: 'tenant' });
    expect(labels(folded.lines)).toEqual(['red folded']);
    expect(labels(folded.columns)).toEqual(['blue folded', 'tenant unknown folded']);
    const [red] = folded.lines;
    const [blue] = folded.columns;
    if (!red || !blue) throw new Error('An axis is short.');
    expect(folded.cellAt(red, blue)).toMatchObject({ kind: 'unexpected', witness: 'both', pairs: 2, uses: 11 });
    const open = matrix({ matrixGroup: 'tenant', matrixOpen: ['group red', 'group blue'] });
    expect(labels(open.lines)).toEqual(['red open', 'B', 'A']);
    expect(labels(open.columns)).toEqual(['C', 'tenant unknown folded']);
  });
});
