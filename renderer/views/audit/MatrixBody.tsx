import { useMemo } from 'react';
import type { Audit, AuditKind } from '../../../shared/model/audit.ts';
import { auditKind } from '../../../shared/model/audit.ts';
import { attributeKind } from '../../../shared/model/policy.ts';
import { KIND_WORDS, WITNESS_WORDS } from '../../../shared/audit/words.ts';
import { useAttributes } from '../../derive/use-audit.ts';
import { useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { HeatGrid, NO_CELL } from '../../parts/HeatGrid.tsx';
import type { GridCell } from '../../parts/HeatGrid.tsx';
import { SelectTool } from '../../parts/SelectTool.tsx';
import { KindSign, WitnessSign } from '../../parts/Sign.tsx';
import { EmptyState } from '../../parts/States.tsx';
import type { AuditChoices, MatrixSort } from '../../store/audit-choices.ts';
import { select, selectDependency, selectService } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import { useHidden } from '../use-hidden.ts';
import { chosenFindings } from './arrange-findings.ts';
import { arrangeMatrix } from './arrange-matrix.ts';
import type { Matrix, MatrixAxis, MatrixCell } from './arrange-matrix.ts';
import { chooseAudit } from './choose.ts';
import { KindChips } from './KindChips.tsx';
import { ServiceTool } from './ServiceTool.tsx';

const SORTS: readonly (readonly [MatrixSort, string])[] = [
  ['findings', 'weightiest first'],
  ['uses', 'most used first'],
  ['name', 'name'],
];
const GROUP_WORDS: Readonly<Record<AuditChoices['matrixGroup'], string>> = {
  none: 'services',
  tenant: 'tenants',
  namespace: 'namespaces',
  cluster: 'clusters',
  group: 'data-centre groups',
};

/** Clients by servers, or their groups: how each pair was seen, and the weightiest of what was found. */
export function MatrixBody({ audit }: { readonly audit: Audit }) {
  const choices = useChoice((c) => c.audit);
  const nameOf = useNames();
  const attributes = useAttributes().value?.attributes;
  const chosen = useMemo(() => chosenFindings(audit.findings, choices, nameOf), [audit, choices, nameOf]);
  const matrix = useMemo(
    () => arrangeMatrix(chosen, attributes ?? [], choices, nameOf),
    [chosen, attributes, choices, nameOf],
  );
  const known = new Set(attributes?.map(({ kind }) => kind));
  const offered = attributeKind.options.filter((kind) => known.has(kind) || kind === choices.matrixGroup);
  const left = audit.findings.length - chosen.length;
  useHidden(left > 0 ? `${plural(left, 'finding')} filtered out` : null);
  return (
    <div className="audit-body">
      <div className="view-tools">
        <KindChips audit={audit} />
      </div>
      <div className="view-tools">
        <SelectTool
          label="Of"
          value={choices.matrixGroup}
          options={(['none', ...offered] as const).map((group) => [group, GROUP_WORDS[group]] as const)}
          onChange={(group) => chooseAudit({ matrixGroup: group, matrixOpen: [] })}
        />
        <SelectTool
          label="Order"
          value={choices.matrixSort}
          options={SORTS}
          onChange={(sort) => chooseAudit({ matrixSort: sort })}
        />
        <ServiceTool services={audit.findings.flatMap(({ client, server }) => [client, server])} />
        <Folding matrix={matrix} />
      </div>
      {chosen.length === 0 ? (
        <EmptyState title="No finding fits">
          <Button onClick={() => chooseAudit({ kinds: [], why: null, service: null, text: '' })}>Show all</Button>
        </EmptyState>
      ) : (
        <Grid matrix={matrix} />
      )}
      <Legend />
    </div>
  );
}

function Folding({ matrix: { lines, columns } }: { readonly matrix: Matrix }) {
  const heads = [...lines, ...columns].filter(({ open }) => open !== null);
  if (heads.length === 0) return null;
  const open = heads.some((head) => head.open);
  return (
    <Button onClick={() => chooseAudit({ matrixOpen: open ? [] : [...new Set(heads.map(({ key }) => key))] })}>
      {open ? 'Fold all' : 'Open all'}
    </Button>
  );
}

/** The last column of the grid stands for all of a line. */
const ALL = 'all';

function Grid({ matrix: { lines, columns, cellAt, allOf } }: { readonly matrix: Matrix }) {
  const open = useChoice((c) => c.audit.matrixOpen);
  const selection = useChoice((c) => c.selection);
  const isSelected = (line: MatrixAxis, column: MatrixAxis | undefined): boolean =>
    (selection?.kind === 'dependency' && line.key === selection.client && column?.key === selection.server) ||
    (selection?.kind === 'between' && selection.line === line.key && selection.column === (column?.key ?? null));
  const cell = (at: number, across: number): GridCell => {
    const [line, column] = [lines[at], columns[across]];
    if (!line) return NO_CELL;
    const known = column ? cellAt(line, column) : allOf(line);
    if (!known) return NO_CELL;
    const label = cellLabel(`${line.label} → ${column?.label ?? ALL}`, known);
    const base = { mark: null, label, selected: isSelected(line, column) };
    if (!column) return { ...base, text: count(known.pairs), heat: null };
    return {
      ...base,
      heat: 0,
      text: known.pairs > 1 ? count(known.pairs) : '',
      look: `matrix-cell kind-${known.kind}`,
      sign: (
        <>
          <KindSign kind={known.kind} />
          {known.pairs === 1 && <WitnessSign witness={known.witness} />}
        </>
      ),
    };
  };
  const onCell = (at: number, across: number) => {
    const [line, column] = [lines[at], columns[across]];
    if (!line || (column && !cellAt(line, column))) return;
    const [client] = line.services;
    const [server] = column?.services ?? [];
    if (line.open === null && column?.open === null && client && server) selectDependency(client, server);
    else
      select({
        kind: 'between',
        line: line.key,
        column: column?.key ?? null,
        label: `${line.label} → ${column?.label ?? ALL}`,
        clients: line.services,
        servers: column?.services ?? null,
      });
  };
  return (
    <HeatGrid
      label="Clients by servers"
      corner={`client ↓ · server → (${count(lines.length)} × ${count(columns.length)})`}
      columns={[...columns.map(({ label }) => label), ALL]}
      lines={lines.map(({ key, label, services, open: isOpen }) => ({
        key,
        label: isOpen === null ? label : `${label} · ${count(services.length)}`,
        title: isOpen === null ? label : `${label}: ${plural(services.length, 'client')}`,
        open: isOpen,
      }))}
      longest={3}
      cellAt={cell}
      onLine={(at) => {
        const line = lines[at];
        if (!line) return;
        if (line.open === null) selectService(line.key);
        else chooseAudit({ matrixOpen: line.open ? open.filter((one) => one !== line.key) : [...open, line.key] });
      }}
      onCell={onCell}
    />
  );
}

function cellLabel(ends: string, { kinds, witness, pairs, uses }: MatrixCell): string {
  const found = Object.entries(kinds).map(([kind, n]) => {
    const { name } = KIND_WORDS[kind as AuditKind];
    return pairs > 1 ? `${count(n)} ${name}` : name;
  });
  return [
    ends,
    ...(pairs > 1 ? [plural(pairs, 'dependency', 'dependencies')] : []),
    found.join(', '),
    `seen by ${WITNESS_WORDS[witness]}, ${plural(uses, 'use')}`,
  ].join('\n');
}

/** What the signs of a cell mean. */
function Legend() {
  return (
    <div className="tree-legend small">
      {auditKind.options.map((kind) => (
        <span key={kind}>
          <KindSign kind={kind} /> {KIND_WORDS[kind].name}
        </span>
      ))}
      <span className="legend-next">
        <WitnessSign witness="dns" /> DNS
      </span>
      <span>
        <WitnessSign witness="connection" /> connection
      </span>
      <span>
        <WitnessSign witness="both" /> both
      </span>
      <span>
        <WitnessSign witness="declared" /> only declared
      </span>
    </div>
  );
}
