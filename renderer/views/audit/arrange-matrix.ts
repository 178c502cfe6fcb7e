import type { AuditFinding, AuditKind } from '../../../shared/model/audit.ts';
import { auditKind } from '../../../shared/model/audit.ts';
import type { ServiceId, Witness } from '../../../shared/model/map.ts';
import type { Attribute, AttributeKind } from '../../../shared/model/policy.ts';
import { byService } from '../../../shared/policy/attributes.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import { pairKey } from '../../../shared/map/pairs.ts';
import type { AuditChoices } from '../../store/audit-choices.ts';

/** A line or a column: a service, or a group of them; of the lines, an open group is a heading, and its services follow. */
export interface MatrixAxis {
  readonly key: string;
  readonly label: string;
  readonly services: readonly ServiceId[];
  /** Null: a service. */
  readonly open: boolean | null;
}

/** What is known between a line and a column. */
export interface MatrixCell {
  /** The weightiest kind of what is found between them. */
  readonly kind: AuditKind;
  readonly witness: Witness;
  /** Dependencies that it stands for, each once. */
  readonly pairs: number;
  readonly uses: number;
  /** Findings of each kind. */
  readonly kinds: Readonly<Partial<Record<AuditKind, number>>>;
}

export interface Matrix {
  readonly lines: readonly MatrixAxis[];
  readonly columns: readonly MatrixAxis[];
  readonly cellAt: (line: MatrixAxis, column: MatrixAxis) => MatrixCell | undefined;
  /** A line over all columns. */
  readonly allOf: (line: MatrixAxis) => MatrixCell | undefined;
}

type Choices = Pick<AuditChoices, 'matrixGroup' | 'matrixSort' | 'matrixOpen'>;
type Name = (service: ServiceId) => string;

/** Clients by servers, each axis with those that take part, in groups of an attribute where asked, folded or open. */
export function arrangeMatrix(
  findings: readonly AuditFinding[],
  attributes: readonly Attribute[],
  choices: Choices,
  nameOf: Name,
): Matrix {
  const groupOf = grouping(attributes, choices.matrixGroup);
  const axis = (end: 'client' | 'server') => axisOf(findings, end, groupOf, choices, nameOf);
  const lines = axis('client');
  const columns = axis('server').filter(({ open }) => open !== true);
  const [lineOf, columnOf] = [placeIn(lines), placeIn(columns)];
  const cells = groupBy(findings, ({ client, server }) =>
    pairKey({ client: lineOf(client), server: columnOf(server) }),
  );
  const told = new Map([...cells].map(([key, members]) => [key, cellOf(members)]));
  const all = new Map(
    [...groupBy(findings, ({ client }) => lineOf(client))].map(([key, members]) => [key, cellOf(members)]),
  );
  return {
    lines,
    columns,
    cellAt: (line, column) => told.get(pairKey({ client: line.key, server: column.key })),
    allOf: (line) => all.get(line.key),
  };
}

function axisOf(
  findings: readonly AuditFinding[],
  end: 'client' | 'server',
  groupOf: ((service: ServiceId) => string) | null,
  { matrixSort, matrixOpen }: Choices,
  nameOf: Name,
): readonly MatrixAxis[] {
  const of = groupBy(findings, (finding) => finding[end]);
  const rank = (services: readonly ServiceId[]): number =>
    services.flatMap((id) => of.get(id) ?? []).reduce((sum, one) => sum + figureOf(one, matrixSort), 0);
  const services = [...of.keys()].map((id): MatrixAxis => ({ key: id, label: nameOf(id), services: [id], open: null }));
  const inOrder = (axes: readonly MatrixAxis[]): readonly MatrixAxis[] => {
    const ranks = new Map(axes.map((one) => [one.key, rank(one.services)]));
    return axes.toSorted(
      (a, b) =>
        (matrixSort === 'name' ? 0 : (ranks.get(b.key) ?? 0) - (ranks.get(a.key) ?? 0)) ||
        a.label.localeCompare(b.label, 'en'),
    );
  };
  if (groupOf === null) return inOrder(services);
  const groups = [...groupBy(services, ({ key }) => groupOf(key)).entries()].map(([label, members]) => ({
    head: {
      key: `group ${label}`,
      label,
      services: members.flatMap((one) => one.services),
      open: matrixOpen.includes(`group ${label}`),
    },
    members,
  }));
  const order = inOrder(groups.map(({ head }) => head));
  return order.flatMap((head) => {
    const members = groups.find((group) => group.head.key === head.key)?.members ?? [];
    return head.open ? [head, ...inOrder(members)] : [head];
  });
}

function grouping(
  attributes: readonly Attribute[],
  kind: AttributeKind | 'none',
): ((service: ServiceId) => string) | null {
  if (kind === 'none') return null;
  const known = byService(attributes, kind);
  return (service) => {
    const { state, values } = known.get(service) ?? { state: 'unknown' as const, values: [] };
    if (values.length === 0) return `${kind} unknown`;
    return state === 'contested' ? `contested: ${values.join(', ')}` : values.join(state === 'changed' ? ' → ' : ', ');
  };
}

/** On which line of an axis a service stands. */
function placeIn(axes: readonly MatrixAxis[]): (service: ServiceId) => string {
  const places = new Map<ServiceId, string>();
  for (const { key, services, open } of axes) if (open !== true) for (const id of services) places.set(id, key);
  return (service) => places.get(service) ?? service;
}

function cellOf(findings: readonly AuditFinding[]): MatrixCell {
  const kinds: Partial<Record<AuditKind, number>> = {};
  for (const { kind } of findings) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const pairs = new Map(findings.map((one) => [pairKey(one), one]));
  return {
    kind: auditKind.options.find((kind) => kinds[kind] !== undefined) ?? 'agreed',
    witness: together([...pairs.values()].map(({ witness }) => witness)),
    pairs: pairs.size,
    uses: [...pairs.values()].reduce((sum, one) => sum + usesOf(one), 0),
    kinds,
  };
}

/** How several dependencies were seen, taken together. */
function together(witnesses: readonly Witness[]): Witness {
  const dns = witnesses.some((one) => one === 'dns' || one === 'both');
  const connection = witnesses.some((one) => one === 'connection' || one === 'both');
  return dns ? (connection ? 'both' : 'dns') : connection ? 'connection' : 'declared';
}

const usesOf = ({ lookups, failures, connections }: AuditFinding): number => Math.max(lookups + failures, connections);

const figureOf = (finding: AuditFinding, sort: AuditChoices['matrixSort']): number =>
  sort === 'uses' ? usesOf(finding) : finding.weight;
