import { memo } from 'react';
import type { Timeline } from '../../shared/api.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { bars } from '../layout/histogram.ts';
import { timeScale, timeTicks } from '../layout/time-axis.ts';
import { plural, stamp } from '../words/format.ts';

interface TimeBarsProps {
  readonly timeline: Timeline;
  readonly domain: TimeWindow;
  readonly width: number;
  readonly height: number;
}

const HEALTH = 5;

/** Lookups as bars, failures before them in the same measure (at least a pixel), failing services as a line of marks above. */
export const TimeBars = memo(function TimeBars({ timeline, domain, width, height }: TimeBarsProps) {
  const shown = bars(timeline, domain, width / 6);
  const scale = timeScale(domain, width);
  const worst = Math.max(1, ...shown.map((bar) => bar.failing));
  const most = Math.max(1, ...shown.map((bar) => Math.max(bar.lookups, bar.failures)));
  const room = height - HEALTH - 4;
  const rise = (n: number) => (n === 0 ? 0 : Math.max(1.5, (n / most) * room));
  return (
    <g aria-hidden="true">
      {shown.map((bar) => {
        const x = Math.max(0, scale.x(bar.from));
        const w = Math.max(1, Math.min(width, scale.x(bar.to)) - x - 1);
        return (
          <g key={bar.from}>
            <title>{`${stamp(bar.from)} UTC\n${plural(bar.lookups, 'lookup')}, ${plural(bar.failures, 'failure')}\n${plural(bar.failing, 'service')} failing by health events`}</title>
            <rect className="bar-hit" x={x} y={0} width={w + 1} height={height} />
            <rect className="bar-lookups" x={x} y={height - rise(bar.lookups)} width={w} height={rise(bar.lookups)} />
            <rect
              className="bar-failures"
              x={x}
              y={height - rise(bar.failures)}
              width={w}
              height={rise(bar.failures)}
            />
            {bar.failing > 0 && (
              <rect
                className="bar-health"
                x={x}
                y={0}
                width={w + 1}
                height={HEALTH - 2}
                opacity={0.15 + (0.85 * bar.failing) / worst}
              />
            )}
          </g>
        );
      })}
      <line className="axis-line" x1={0} x2={width} y1={height + 0.5} y2={height + 0.5} />
    </g>
  );
});

/** Round times under the bars, in UTC. */
export const TimeAxis = memo(function TimeAxis({
  domain,
  width,
  y,
}: {
  readonly domain: TimeWindow;
  readonly width: number;
  readonly y: number;
}) {
  return (
    <g className="time-axis" aria-hidden="true">
      {timeTicks(domain, width).map(({ x, label }) => (
        <text key={x} x={Math.max(14, Math.min(width - 16, x))} y={y + 15} textAnchor="middle">
          {label}
        </text>
      ))}
    </g>
  );
});
