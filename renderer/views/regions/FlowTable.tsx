import { useMemo } from 'react';
import type { RegionReport } from '../../../shared/model/regions.ts';
import { byId } from '../../../shared/graph/graph.ts';
import { heatScale } from '../../layout/heat.ts';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { figureWords } from './figure-words.ts';
import { HeatGrid } from './HeatGrid.tsx';
import type { GridCell, GridLine } from './HeatGrid.tsx';

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

  const lines = froms.map((from): GridLine => {
    const all = tos.reduce((sum, to) => sum + figureOf(from, to), 0);
    const cells = tos.map((to): GridCell => {
      const figure = figureOf(from, to);
      const label = `from ${from} to ${to}: ${figureWords(figure, weight)}${from === to ? ', within the region' : ''}`;
      return { figure, heat: heat(figure), mark: null, label, selected: selected(from, to) };
    });
    const label = `from ${from}: ${figureWords(all, weight)}, each once per region`;
    const sum: GridCell = { figure: all, heat: null, mark: null, label, selected: selected(from, null) };
    return { key: from, label: from, title: `Asked from ${from}`, open: null, cells: [...cells, sum] };
  });
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
      onLine={(line) => open(line, null)}
      onCell={(line, column) => open(line, tos[column] ?? null)}
    />
  );
}
