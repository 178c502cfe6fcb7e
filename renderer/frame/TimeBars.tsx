import { memo } from 'react';
import type { Timeline } from '../../shared/api.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { bars, counted } from '../layout/histogram.ts';
import { timeScale, timeTicks } from '../layout/time-axis.ts';
import { plural, stamp } from '../words/format.ts';

interface TimeBarsProps {
  readonly timeline: Timeline;
  readonly domain: TimeWindow;
  readonly width: number;
  readonly height: number;
  /** Kept free below the band of health, in pixels. */
  readonly free: number;
}

/** Height of the band of health. */
export const HEALTH = 5;
/** The share of the height that the most failures take. */
const FAILURES = 0.55;

/**
 * Lookups as bars, or connections where the case has no lookup; failures before them, few beside the lookups and therefore in a measure of their own that the tip
 * names; failing services as a band above.
 */
export const TimeBars = memo(function TimeBars({ timeline, domain, width, height, free }: TimeBarsProps) {
  const shown = bars(timeline, domain, width / 6);
  const of = counted(timeline);
  const scale = timeScale(domain, width);
  const worst = Math.max(1, ...shown.map((bar) => bar.failing));
  const most = Math.max(1, ...shown.map((bar) => bar[of]));
  const mostFailures = Math.max(1, ...shown.map((bar) => bar.failures));
  const room = height - HEALTH - 4 - free;
  const rise = (n: number, full: number) => (n === 0 ? 0 : Math.max(1.5, n * (room / full)));
  const enlarged = Math.max(1, Math.round((FAILURES * most) / mostFailures));
  return (
    <g aria-hidden="true">
      {shown.map((bar) => {
        const x = Math.max(0, scale.x(bar.from));
        const w = Math.max(1, Math.min(width, scale.x(bar.to)) - x - 1);
        return (
          <g key={bar.from}>
            <title>{`${stamp(bar.from)} UTC\n${plural(bar.lookups, 'lookup')}, ${plural(bar.failures, 'failure')} (drawn ${enlarged} times as high)\n${bar.connections > 0 ? `${plural(bar.connections, 'connection')}\n` : ''}${plural(bar.failing, 'service')} failing by health events`}</title>
            <rect className="bar-hit" x={x} y={0} width={w + 1} height={height} />
            <rect
              className="bar-lookups"
              x={x}
              y={height - rise(bar[of], most)}
              width={w}
              height={rise(bar[of], most)}
            />
            <rect
              className="bar-failures"
              x={x}
              y={height - rise(bar.failures, most / enlarged)}
              width={w}
              height={rise(bar.failures, most / enlarged)}
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
