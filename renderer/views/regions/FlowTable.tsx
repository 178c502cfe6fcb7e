import { useMemo } from 'react';
import type { RegionReport } from '../../../shared/model/regions.ts';
import { byId } from '../../../shared/graph/graph.ts';
import { heatScale } from '../../layout/heat.ts';
import { HeatGrid, NO_CELL } from '../../parts/HeatGrid.tsx';
import type { GridCell, GridLine } from '../../parts/HeatGrid.tsx';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { figureText, figureWords, longestText } from './figure-words.ts';

/** From which region to which: the lookups of the heatmap by where their clients were; a cell shows the dependencies that it counts. */
export function FlowTable({ report: { flows } }: { readonly report: RegionReport }) {
  const weight = useChoice((c) => c.regions.weight);
  const selection = useChoice((c) => c.selection);
  const froms = useMemo(() => [...new Set(flows.map(({ from }) => from))].sort(byId), [flows]);
  const tos = useMemo(() => [...new Set(flows.map(({ to }) => to))].sort(byId), [flows]);
  const figures = useMemo(
    () => new Map(flows.map((flow) => [`${flow.from}\n${flow.to}`, flow[weight]])),
    [flows, weight],
  );
  const heat = useMemo(() => heatScale([...figures.values()]), [figures]);
  const figureOf = (from: string, to: string) => figures.get(`${from}\n${to}`) ?? 0;
  const selected = (from: string, to: string | null) =>
    selection?.kind === 'cells' && selection.askedFrom === from && selection.region === to;

  const lines = froms.map((from): GridLine => ({
    key: from,
    label: from,
    title: `Asked from ${from}`,
    open: null,
  }));
  const sums = froms.map((from) => tos.reduce((sum, to) => sum + figureOf(from, to), 0));
  const cellAt = (line: number, column: number): GridCell => {
    const [from, to] = [froms[line], tos[column]];
    if (from === undefined) return NO_CELL;
    const figure = to === undefined ? (sums[line] ?? 0) : figureOf(from, to);
    const words = figureWords(figure, weight);
    return {
      text: figureText(figure),
      heat: to === undefined ? null : heat(figure),
      mark: null,
      label:
        to === undefined
          ? `from ${from}: ${words}, each once per region`
          : `from ${from} to ${to}: ${words}${from === to ? ', within the region' : ''}`,
      selected: selected(from, to ?? null),
    };
  };
  const open = (line: number, to: string | null) => {
    const from = froms[line];
    if (from !== undefined)
      select({
        kind: 'cells',
        label: `From ${from} to ${to ?? 'all regions'}`,
        services: null,
        region: to,
        askedFrom: from,
      });
  };
  return (
    <HeatGrid
      label={weight === 'lookups' ? 'Lookups from region to region' : 'Dependencies from region to region'}
      corner="asked from ↓ · answered in →"
      columns={[...tos, 'all']}
      lines={lines}
      cellAt={cellAt}
      longest={longestText(sums)}
      onLine={(line) => open(line, null)}
      onCell={(line, column) => open(line, tos[column] ?? null)}
    />
  );
}
