import { VERDICT_WORDS } from '../../../shared/heartbeat/words.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { heardPath } from '../../layout/lane.ts';
import type { Lane } from '../../layout/lane.ts';
import { timeTicks } from '../../layout/time-axis.ts';
import { select } from '../../store/select.ts';
import { plural } from '../../words/format.ts';

const WIDTH = 1000;
const HEIGHT = 26;
/** Beats stand on this line, acts hang below it; in pixels. */
const FLOOR = 16;

/** A runtime over time: the beats that came, its silences framed, and below what else it was seen to do. */
export function LaneChart({ lane }: { readonly lane: Lane }) {
  const { runtime, heard, acts, silences, losses, lookups, connections } = lane;
  const step = WIDTH / Math.max(1, acts.length);
  return (
    <svg className="lane" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT}>
      <title>{`${runtime}: ${plural(lookups, 'lookup')} and ${plural(connections, 'connection record')} of its own`}</title>
      <path className="lane-heard" d={heardPath(heard, WIDTH, FLOOR, FLOOR - 3)} />
      {losses.map(({ from, to }) => (
        <rect
          key={`${from} ${to}`}
          className="lane-loss"
          x={from * WIDTH}
          y={FLOOR - 1}
          width={Math.max(1.5, (to - from) * WIDTH)}
          height={2}
        />
      ))}
      {acts.map((share, bucket) =>
        share === 0 ? null : (
          <rect
            key={bucket}
            className={isSilent(lane, (bucket + 0.5) / acts.length) ? 'lane-act lane-act-silent' : 'lane-act'}
            x={bucket * step}
            y={FLOOR + 2}
            width={step * 0.8}
            height={2 + share * (HEIGHT - FLOOR - 4)}
          />
        ),
      )}
      {silences.map(({ from, to, verdict, at }) => (
        <rect
          key={at}
          className={`lane-silence lane-${verdict}`}
          x={from * WIDTH}
          y={1.5}
          width={Math.max(3, (to - from) * WIDTH)}
          height={FLOOR - 1}
          vectorEffect="non-scaling-stroke"
          onClick={(event) => {
            event.stopPropagation();
            select({ kind: 'runtime', runtime, from: at });
          }}
        >
          <title>{`${runtime}: ${VERDICT_WORDS[verdict]}`}</title>
        </rect>
      ))}
    </svg>
  );
}

const isSilent = ({ silences }: Lane, at: number): boolean => silences.some(({ from, to }) => at >= from && at < to);

/** Round times over the lanes, in UTC. */
export function LaneAxis({ window }: { readonly window: TimeWindow }) {
  return (
    <span className="lane-axis" aria-label="Time, UTC">
      {timeTicks(window, 100, 15)
        .filter(({ x }) => x > 1 && x < 97)
        .map(({ x, label }) => (
          <span key={x} style={{ left: `${x}%` }}>
            {label}
          </span>
        ))}
    </span>
  );
}
