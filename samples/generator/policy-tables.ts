import type { FileForm, Table } from './tables.ts';

/** One end of a rule: a kind and a value, or any. */
export type RuleEnd = readonly [kind: 'service' | 'namespace' | 'tenant' | 'region', value: string] | 'any';

/** A rule that holds all the time. */
export interface Rule {
  readonly action: 'allow' | 'deny';
  readonly from: RuleEnd;
  readonly to: RuleEnd;
}

const COLUMNS = ['action', 'from_kind', 'from', 'to_kind', 'to', 'valid_from', 'valid_to'];

/** Policy rules in the canonical format, open at both ends. */
export function policyTable(form: FileForm, rules: readonly Rule[]): Table {
  const lines = rules.map(({ action, from, to }) => {
    const cells = [action, ...cellsOf(from), ...cellsOf(to), null, null];
    return { id: cells.join(','), cells };
  });
  return { ...form, format: 'canonical-policy-rule', kind: 'policy_rule', columns: COLUMNS, lines };
}

function cellsOf(end: RuleEnd): readonly [kind: string, value: string | null] {
  return end === 'any' ? ['any', null] : end;
}
