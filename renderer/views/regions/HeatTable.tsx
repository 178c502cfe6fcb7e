import { useMemo } from 'react';
import type { RegionReport } from '../../../shared/model/regions.ts';
import { cellState } from '../../../shared/compliance/observability.ts';
import { WHY_ASSUMED_VALID } from '../../../shared/report/assumed-valid.ts';
import { useFleet, useNames } from '../../derive/use-case.ts';
import { heatScale } from '../../layout/heat.ts';
import { HeatGrid, NO_CELL } from '../../parts/HeatGrid.tsx';
import type { GridCell, GridLine } from '../../parts/HeatGrid.tsx';
import { select } from '../../store/select.ts';
import { set, useChoice } from '../../store/store.ts';
import { count, orderName, plural } from '../../words/format.ts';
import type { HeatLine } from './arrange.ts';
import { figureText, figureWords, longestText } from './figure-words.ts';

interface HeatTableProps {
  readonly report: RegionReport;
  readonly lines: readonly HeatLine[];
  readonly columns: readonly string[];
}

/** Services by regions; a cell shows the dependencies that it counts in the inspector, a group folds. */
export function HeatTable({ report, lines, columns }: HeatTableProps) {
  const nameOf = useNames();
  const choices = useChoice((c) => c.regions);
  const selection = useChoice((c) => c.selection);
  const against = useMemo(
    () => new Set(report.violations.map((v) => `${v.path.at(-1)} ${v.region}`)),
    [report.violations],
  );
  const fleet = useFleet().value;
  const assumed = useMemo(
    () => new Set(fleet?.services.filter(({ assumedValid }) => assumedValid).map(({ id }) => id)),
    [fleet],
  );
  const heat = useMemo(() => heatScale(lines.flatMap(({ cells }) => Object.values(cells))), [lines]);
  const regions: readonly (string | null)[] = [...columns, null];
  const isSelected = (line: HeatLine, region: string | null): boolean =>
    selection?.kind === 'cell'
      ? line.row?.service === selection.service && region === selection.region
      : selection?.kind === 'cells' &&
        line.row === null &&
        line.label === selection.label &&
        region === selection.region;

  const cellAt = (at: number, column: number): GridCell => {
    const [line, region] = [lines[at], regions[column] ?? null];
    if (!line) return NO_CELL;
    const figure = region === null ? line.total : (line.cells[region] ?? 0);
    const bad = region !== null && line.services.some((service) => against.has(`${service} ${region}`));
    const blind =
      region !== null && figure === 0 && line.row !== null && cellState(line.row, region) === 'not-observable';
    const words = figureWords(figure, choices.weight);
    return {
      text: figureText(figure),
      heat: region === null ? null : heat(figure),
      mark: bad ? 'against' : blind ? 'blind' : null,
      label: `${line.label}, ${region ?? 'all regions'}: ${words}${bad ? ', against a rule' : ''}${blind ? ', not observable' : ''}`,
      selected: isSelected(line, region),
    };
  };
  const shown = lines.map((line): GridLine => ({
    key: line.key,
    label: line.row === null ? `${line.label} · ${count(line.services.length)}` : line.label,
    title: titleOf(line, nameOf, assumed),
    open: line.row === null ? line.open : null,
  }));

  const onCell = (at: number, column: number) => {
    const line = lines[at];
    if (!line) return;
    const region = regions[column] ?? null;
    if (line.row === null)
      select({ kind: 'cells', label: line.label, services: line.services, region, askedFrom: null });
    else select({ kind: 'cell', service: line.row.service, region });
  };
  const onLine = (at: number) => {
    const line = lines[at];
    if (!line) return;
    if (line.row !== null) {
      select({ kind: 'cell', service: line.row.service, region: null });
      return;
    }
    const folded = line.open ? [...choices.folded, line.key] : choices.folded.filter((key) => key !== line.key);
    set({ regions: { ...choices, folded } });
  };
  return (
    <HeatGrid
      label={choices.weight === 'lookups' ? 'Lookups by service and region' : 'Dependencies by service and region'}
      corner={`${count(report.rows.length)} services`}
      columns={[...columns, 'all']}
      lines={shown}
      cellAt={cellAt}
      longest={longestText(lines.map(({ total }) => total))}
      onLine={onLine}
      onCell={onCell}
    />
  );
}

function titleOf(
  { label, row, services }: HeatLine,
  nameOf: (id: string) => string,
  assumed: ReadonlySet<string>,
): string {
  if (row === null) return `${label}: ${plural(services.length, 'service')}`;
  return [
    label,
    orderName(row.order),
    ...(row.parent === null ? [] : [`part of ${nameOf(row.parent)}`]),
    ...(row.tenants.length > 0 ? [`tenant ${row.tenants.join(', ')}`] : []),
    ...(row.dataClasses.length > 0 ? [`data class ${row.dataClasses.join(', ')}`] : []),
    ...(assumed.has(row.service) ? [`assumed valid, ${WHY_ASSUMED_VALID}`] : []),
    ...row.observability.reasons.map(({ text }) => text),
  ].join('\n');
}
