import type { ServiceId } from '../../../shared/model/map.ts';
import type { RegionReport, RegionRow } from '../../../shared/model/regions.ts';
import { weighed } from '../../../shared/compliance/weight.ts';
import type { Weight } from '../../../shared/compliance/weight.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import type { RegionChoices, RowGroup } from '../../store/region-choices.ts';
import { orderName } from '../../words/format.ts';

/** A line of the heatmap: a service, or a group of them with the sums of its cells. */
export interface HeatLine {
  readonly key: string;
  readonly label: string;
  /** Null: a group. */
  readonly row: RegionRow | null;
  readonly services: readonly ServiceId[];
  /** Of a group: whether its services follow. */
  readonly open: boolean;
  readonly cells: Readonly<Record<string, number>>;
  readonly total: number;
  /** Findings that end in it. */
  readonly findings: number;
}

/** The lines of the heatmap in the order in which they are shown: filtered, sorted, in groups where asked, and folded. */
export function arrange(
  { rows, violations }: Pick<RegionReport, 'rows' | 'violations'>,
  { sort, group, filter, folded, weight }: Omit<RegionChoices, 'show'>,
  nameOf: (service: ServiceId) => string,
): readonly HeatLine[] {
  const found = new Map<ServiceId, number>();
  for (const { path } of violations) found.set(path.at(-1) ?? '', (found.get(path.at(-1) ?? '') ?? 0) + 1);
  const sought = filter.trim().toLowerCase();
  const lines = rows
    .map((row) => lineOf(row, weight, nameOf(row.service), found.get(row.service) ?? 0))
    .filter(({ label }) => label.toLowerCase().includes(sought))
    .sort((a, b) => compare(a, b, sort));
  if (group === 'none') return lines;
  const groups = [...groupBy(lines, ({ row }) => groupOf(row, group, nameOf)).entries()];
  return groups
    .map(([label, members]) => ({ head: headOf(label, members, !folded.includes(label)), members }))
    .sort((a, b) => (group === 'order' ? least(a.members) - least(b.members) : compare(a.head, b.head, sort)))
    .flatMap(({ head, members }) => (head.open ? [head, ...members] : [head]));
}

function lineOf(row: RegionRow, weight: Weight, label: string, findings: number): HeatLine {
  return { key: row.service, label, row, services: [row.service], open: false, findings, ...weighed(row, weight) };
}

/** The sums of a group; distinct dependencies of different services are different, so that they add up too. */
function headOf(label: string, members: readonly HeatLine[], open: boolean): HeatLine {
  const cells: Record<string, number> = {};
  for (const { cells: own } of members)
    for (const [region, figure] of Object.entries(own)) cells[region] = (cells[region] ?? 0) + figure;
  return {
    key: label,
    label,
    row: null,
    services: members.flatMap(({ services }) => services),
    open,
    cells,
    total: members.reduce((sum, { total }) => sum + total, 0),
    findings: members.reduce((sum, { findings }) => sum + findings, 0),
  };
}

function groupOf(row: RegionRow | null, group: RowGroup, nameOf: (service: ServiceId) => string): string {
  if (row === null) return '';
  if (group === 'order') return orderName(row.order);
  if (group === 'parent') return row.parent === null ? 'Without parent' : nameOf(row.parent);
  const values = group === 'tenant' ? row.tenants : row.dataClasses;
  return values.length > 0 ? values.join(', ') : group === 'tenant' ? 'Without tenant' : 'Without data class';
}

function compare(a: HeatLine, b: HeatLine, sort: RegionChoices['sort']): number {
  const figures = {
    total: b.total - a.total,
    order: (a.row?.order ?? 0) - (b.row?.order ?? 0),
    findings: b.findings - a.findings || b.total - a.total,
    name: 0,
  };
  return figures[sort] || a.label.localeCompare(b.label, 'en');
}

const least = (members: readonly HeatLine[]): number => Math.min(...members.map(({ row }) => row?.order ?? 0));
