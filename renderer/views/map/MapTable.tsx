import { useMemo } from 'react';
import type { Dependency, DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import type { Micros } from '../../../shared/model/time.ts';
import { WITNESS_WORDS } from '../../../shared/audit/words.ts';
import type { HealthMark } from '../../derive/health-marks.ts';
import { Button } from '../../parts/Button.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { WitnessSign } from '../../parts/Sign.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { Table } from '../../parts/Table.tsx';
import type { Column } from '../../parts/Table.tsx';
import { setGrouping } from '../../store/regroup.ts';
import { selectedLink } from '../../store/select.ts';
import { set, useChoice } from '../../store/store.ts';
import type { TreeActs } from '../../tree/TreeView.tsx';
import { count, dayMinute, plural, stamp } from '../../words/format.ts';
import { useHidden } from '../use-hidden.ts';

interface MapTableProps {
  readonly map: DependencyMap;
  readonly orders: ReadonlyMap<ServiceId, number>;
  readonly only: ReadonlySet<ServiceId> | null;
  readonly depth: number | null;
  readonly nameOf: (node: string) => string;
  readonly markOf: (node: string) => HealthMark;
  readonly acts: TreeActs;
  /** How many services stand in folded groups. */
  readonly grouped: number;
}

/** The dependencies of the tree as rows: everything the tree shows and folds. */
export function MapTable({ map, orders, only, depth, nameOf, markOf, acts, grouped }: MapTableProps) {
  const selected = useChoice((c) => selectedLink(c.selection));
  const orderOf = (d: Dependency): number => (orders.get(d.client) ?? 0) + 1;
  const rows = map.dependencies.filter(
    (d) => (depth === null || orderOf(d) <= depth) && (only === null || only.has(d.server) || only.has(d.client)),
  );
  const left = map.dependencies.length - rows.length;
  const hidden = [
    ...(grouped > 0 ? [`${plural(grouped, 'service')} in groups`] : []),
    ...(left > 0 ? [`${plural(left, 'dependency', 'dependencies')} filtered out`] : []),
  ];
  useHidden(hidden.length === 0 ? null : hidden.join(', '));
  const columns = useMemo(
    () => columnsFor(nameOf, markOf, (d) => (orders.get(d.client) ?? 0) + 1),
    [nameOf, markOf, orders],
  );
  if (rows.length === 0)
    return (
      <EmptyState title="No dependency fits the filter">
        <Button onClick={showAll}>Show all dependencies</Button>
      </EmptyState>
    );
  return (
    <div className="panel panel-fill">
      <Table
        label="Dependencies"
        columns={columns}
        rows={rows}
        rowKey={(d) => `${d.client}>${d.server}`}
        selected={selected}
        onSelect={(d) => acts.selectLink(d.client, d.server)}
        sortBy={{ key: 'order', descending: false }}
        minWidth={1344}
      />
    </div>
  );
}

function showAll(): void {
  set({ filter: '', failingOnly: false, depth: null });
  setGrouping({ only: null });
}

function columnsFor(
  nameOf: (service: ServiceId) => string,
  markOf: (node: string) => HealthMark,
  orderOf: (d: Dependency) => number,
): readonly Column<Dependency>[] {
  const service = (id: ServiceId) => (
    <span className="marked cut" title={nameOf(id)}>
      <Mark mark={markOf(id).mark} /> <span className="cut">{nameOf(id)}</span>
    </span>
  );
  const regions = (d: Dependency): string =>
    Object.entries(d.regions)
      .toSorted(([, a], [, b]) => b - a)
      .map(([region, n]) => `${region} ${count(n)}`)
      .join(' · ');
  return [
    { key: 'order', label: 'Order', width: '62px', numeric: true, sort: orderOf, cell: (d) => orderOf(d) },
    {
      key: 'client',
      label: 'Client',
      width: 'minmax(186px, 1fr)',
      sort: (d) => nameOf(d.client),
      cell: (d) => service(d.client),
    },
    {
      key: 'server',
      label: 'Server',
      width: 'minmax(186px, 1fr)',
      sort: (d) => nameOf(d.server),
      cell: (d) => service(d.server),
    },
    {
      key: 'lookups',
      label: 'Lookups',
      width: '84px',
      numeric: true,
      sort: (d) => d.lookups,
      cell: (d) => <b>{count(d.lookups)}</b>,
    },
    {
      key: 'witness',
      label: 'Seen by',
      width: '122px',
      sort: (d) => `${d.witness ?? 'dns'} ${d.declared ?? false}`,
      cell: (d) => (
        <span className="marked cut" title={`${WITNESS_WORDS[d.witness ?? 'dns']}${d.declared ? ', declared' : ''}`}>
          <WitnessSign witness={d.witness ?? 'dns'} />
          <span className="cut">
            {d.witness === 'both' ? 'both' : WITNESS_WORDS[d.witness ?? 'dns']}
            {d.declared && <span className="quiet">, decl.</span>}
          </span>
        </span>
      ),
    },
    {
      key: 'connections',
      label: 'Connections',
      width: '102px',
      numeric: true,
      sort: (d) => d.connections ?? 0,
      cell: (d) => (d.connections ? <b>{count(d.connections)}</b> : <span className="quiet">0</span>),
    },
    {
      key: 'failures',
      label: 'Failures',
      width: '80px',
      numeric: true,
      sort: (d) => d.failures,
      cell: (d) =>
        d.failures > 0 ? <b className="fail-ink">{count(d.failures)}</b> : <span className="quiet">0</span>,
    },
    {
      key: 'contested',
      label: 'Contested',
      width: '84px',
      numeric: true,
      sort: (d) => d.contested,
      cell: (d) => (d.contested > 0 ? count(d.contested) : <span className="quiet">0</span>),
    },
    {
      key: 'first',
      label: 'First seen (UTC)',
      width: '138px',
      sort: (d) => d.firstSeen,
      cell: (d) => <Seen at={d.firstSeen} />,
    },
    {
      key: 'last',
      label: 'Last seen (UTC)',
      width: '138px',
      sort: (d) => d.lastSeen,
      cell: (d) => <Seen at={d.lastSeen} />,
    },
    {
      key: 'regions',
      label: 'Regions',
      width: 'minmax(140px, 1fr)',
      sort: regions,
      cell: (d) => <span title={regions(d)}>{d.carried ? 'carried over' : regions(d)}</span>,
    },
  ];
}

function Seen({ at }: { readonly at: Micros }) {
  return (
    <span className="mono" title={`${stamp(at)} UTC`}>
      {dayMinute(at)}
    </span>
  );
}
