import { useMemo } from 'react';
import type { PolicyReport, RuleUse } from '../../../shared/model/policy.ts';
import { ruleState } from '../../../shared/model/policy.ts';
import { Cite } from '../../parts/Cite.tsx';
import { Table } from '../../parts/Table.tsx';
import type { Column } from '../../parts/Table.tsx';
import { selectRecord } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { count, dayMinute } from '../../words/format.ts';
import { RULE_STATE_WORDS } from './rule-words.ts';

/** Rule by rule: what each says, where it stands, how long it holds, and what came of it. */
export function RuleTable({ report: { rules } }: { readonly report: PolicyReport }) {
  const selected = useChoice((c) => c.selection);
  const columns = useMemo(() => columnsFor(new Map(rules.map(({ id, text }) => [id, text]))), [rules]);
  const shown = rules.find(
    ({ citation }) =>
      selected?.kind === 'record' && citation?.source === selected.source && citation.line === selected.line,
  );
  return (
    <div className="panel panel-fill">
      <Table
        label="Rules"
        columns={columns}
        rows={rules}
        rowKey={({ id }) => id}
        selected={shown?.id ?? null}
        onSelect={({ citation }) => citation && selectRecord(citation)}
        minWidth={980}
      />
    </div>
  );
}

const columnsFor = (said: ReadonlyMap<string, string>): readonly Column<RuleUse>[] => [
  {
    key: 'rule',
    label: 'Rule',
    width: 'minmax(220px, 3fr)',
    sort: ({ text }) => text,
    cell: ({ text }) => <b title={text}>{text}</b>,
  },
  {
    key: 'state',
    label: 'Came of it',
    width: 'minmax(120px, 2fr)',
    sort: ({ state }) => ruleState.options.indexOf(state),
    cell: ({ state, shadowedBy }) => {
      const by = shadowedBy.map((id) => `“${said.get(id) ?? id}”`).join(', ');
      return (
        <span title={by === '' ? undefined : by}>{`${RULE_STATE_WORDS[state]}${by === '' ? '' : ` by ${by}`}`}</span>
      );
    },
  },
  numeric('dependencies', 'Dependencies', '112px'),
  numeric('lookups', 'Lookups', '84px'),
  numeric('connections', 'Connections', '100px'),
  {
    key: 'dialect',
    label: 'Written as',
    width: '96px',
    sort: ({ dialect }) => dialect,
    cell: ({ dialect }) => dialect,
  },
  {
    key: 'valid',
    label: 'Valid (UTC)',
    width: '150px',
    sort: ({ from }) => from ?? 0,
    cell: ({ from, to }) =>
      from === null && to === null ? (
        <span className="quiet">always</span>
      ) : (
        <span
          className="mono"
          title={`${from === null ? 'open' : dayMinute(from)} – ${to === null ? 'open' : dayMinute(to)}`}
        >
          {from === null ? 'open' : dayMinute(from)}
        </span>
      ),
  },
  {
    key: 'place',
    label: 'Record',
    width: 'minmax(110px, 1fr)',
    cell: ({ citation }) => (citation ? <Cite citation={citation} /> : <span className="quiet">not in evidence</span>),
  },
];

function numeric(key: 'dependencies' | 'lookups' | 'connections', label: string, width: string): Column<RuleUse> {
  return {
    key,
    label,
    width,
    numeric: true,
    sort: (rule) => rule[key],
    cell: (rule) => (rule[key] > 0 ? count(rule[key]) : <span className="quiet">0</span>),
  };
}
