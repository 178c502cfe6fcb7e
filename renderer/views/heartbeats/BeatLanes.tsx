import { useMemo } from 'react';
import type { Heartbeats, HeartbeatLanes } from '../../../shared/model/heartbeats.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { lanesOf } from '../../layout/lane.ts';
import type { Lane } from '../../layout/lane.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Table } from '../../parts/Table.tsx';
import type { Column } from '../../parts/Table.tsx';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import type { BeatRow, Matrix } from './arrange.ts';
import { shareText } from './arrange.ts';
import { LaneAxis, LaneChart } from './LaneChart.tsx';

const BUCKETS = 240;

/** Emitters over time, a lane each: one sees who fell silent when, and who went on acting. */
export function BeatLanes({ found, matrix }: { readonly found: Heartbeats; readonly matrix: Matrix }) {
  const window = useChoice((c) => c.window);
  const answer = useQuery('heartbeats.lanes', { ...(window === null ? {} : { window }), buckets: BUCKETS });
  return (
    <Answered answer={answer} waiting="Reading beats, lookups and connections over time…">
      {(lanes) => <Lanes lanes={lanes} found={found} matrix={matrix} />}
    </Answered>
  );
}

interface LanesProps {
  readonly lanes: HeartbeatLanes;
  readonly found: Heartbeats;
  readonly matrix: Matrix;
}

function Lanes({ lanes, found, matrix: { rows, labels } }: LanesProps) {
  const selected = useChoice((c) => (c.selection?.kind === 'runtime' ? c.selection.runtime : null));
  const byRuntime = useMemo(() => lanesOf(lanes, found), [lanes, found]);
  const columns = useMemo(() => columnsFor(byRuntime, labels, lanes.window), [byRuntime, labels, lanes]);
  return (
    <div className="panel panel-fill beat-lanes">
      <Table
        label="Emitters over time"
        columns={columns}
        rows={rows}
        rowKey={({ emitter }) => emitter}
        selected={selected}
        onSelect={({ emitter }) => select({ kind: 'runtime', runtime: emitter })}
        minWidth={680}
      />
    </div>
  );
}

function columnsFor(
  lanes: ReadonlyMap<string, Lane>,
  labels: Matrix['labels'],
  window: TimeWindow,
): readonly Column<BeatRow>[] {
  return [
    {
      key: 'emitter',
      label: 'Emitter',
      width: 'minmax(180px, 0.32fr)',
      cell: ({ emitter, services }) => (
        <b title={services === '' ? emitter : `${emitter}\n${services}`}>{labels.get(emitter) ?? emitter}</b>
      ),
    },
    { key: 'lost', label: 'Lost', width: '64px', numeric: true, cell: ({ lostShare }) => shareText(lostShare) },
    {
      key: 'lane',
      label: <LaneAxis window={window} />,
      width: 'minmax(360px, 1fr)',
      cell: ({ emitter }) => {
        const lane = lanes.get(emitter);
        return lane ? <LaneChart lane={lane} /> : null;
      },
    },
  ];
}
