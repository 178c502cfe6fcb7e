import type { DependencyChange } from '../../../shared/model/comparison.ts';
import { CAUSE_NAMES, CLASSES, differenceInWords, hourly } from '../../../shared/comparison/told.ts';
import { ChangeSign } from '../../parts/ChangeSign.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { Table } from '../../parts/Table.tsx';
import type { Column } from '../../parts/Table.tsx';
import { selectDependency } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';

interface ChangeTableProps {
  readonly rows: readonly DependencyChange[];
  readonly nameOf: (service: string) => string;
}

/** The dependencies of either window, what became of them and why. */
export function ChangeTable({ rows, nameOf }: ChangeTableProps) {
  const selected = useChoice((c) =>
    c.selection?.kind === 'dependency' ? `${c.selection.client}>${c.selection.server}` : null,
  );
  if (rows.length === 0)
    return (
      <EmptyState title="No dependency fits the filter">
        <p className="small">Press more classes, choose any cause, or clear the filter by name.</p>
      </EmptyState>
    );
  return (
    <div className="panel panel-fill">
      <Table
        label="Changes"
        columns={columnsFor(nameOf)}
        rows={rows}
        rowKey={(one) => `${one.client}>${one.server}`}
        selected={selected}
        onSelect={(one) => selectDependency(one.client, one.server)}
        sortBy={{ key: 'change', descending: false }}
        minWidth={740}
      />
    </div>
  );
}

function columnsFor(nameOf: (service: string) => string): readonly Column<DependencyChange>[] {
  const why = (one: DependencyChange) => [...new Set(one.causes.map(({ kind }) => CAUSE_NAMES[kind]))].join(', ');
  const cut = (text: string) => (
    <span className="cut" title={text}>
      {text}
    </span>
  );
  return [
    {
      key: 'change',
      label: 'Class',
      width: '92px',
      sort: (one) => CLASSES.indexOf(one.change),
      cell: (one) => <ChangeSign change={one.change} />,
    },
    {
      key: 'client',
      label: 'Client',
      width: 'minmax(116px, 1fr)',
      sort: (one) => nameOf(one.client),
      cell: (one) => cut(nameOf(one.client)),
    },
    {
      key: 'server',
      label: 'Server',
      width: 'minmax(116px, 1fr)',
      sort: (one) => nameOf(one.server),
      cell: (one) => cut(nameOf(one.server)),
    },
    {
      key: 'now',
      label: 'Per hour',
      width: '72px',
      numeric: true,
      sort: (one) => one.window.perHour ?? -1,
      cell: (one) => <b>{hourly(one.window)}</b>,
    },
    {
      key: 'then',
      label: 'Against',
      width: '72px',
      numeric: true,
      sort: (one) => one.against.perHour ?? -1,
      cell: (one) => hourly(one.against),
    },
    {
      key: 'why',
      label: 'Cause',
      width: 'minmax(90px, 1fr)',
      sort: why,
      cell: (one) => cut(why(one)),
    },
    {
      key: 'differs',
      label: 'What differs',
      width: 'minmax(150px, 1.4fr)',
      sort: differenceInWords,
      cell: (one) => cut(differenceInWords(one)),
    },
  ];
}
