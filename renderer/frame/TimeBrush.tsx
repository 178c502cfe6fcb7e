import { useRef, useState } from 'react';
import type { Timeline } from '../../shared/api.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { useCase, useNames } from '../derive/use-case.ts';
import { useHeartbeats } from '../derive/use-heartbeats.ts';
import { snapped } from '../layout/window.ts';
import { Button } from '../parts/Button.tsx';
import { useSize } from '../parts/use-size.ts';
import { set, useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import { windowText } from '../words/format.ts';
import { BeatMarks } from './BeatMarks.tsx';
import { BrushHandles } from './BrushHandles.tsx';
import { HEALTH, TimeAxis, TimeBars } from './TimeBars.tsx';
import { TimeLegend } from './TimeLegend.tsx';
import { useBrush } from './use-brush.ts';

const BUCKETS = 2000;
const HEIGHT = 67;
/** Height of the band of the heartbeats; without any, the bars have its room, so that the time line keeps its height when they arrive. */
const BEATS = 15;

/** The time line of the whole case with the brush that sets the window of every view. */
export function TimeBrush() {
  const span = useCase().value?.span ?? null;
  const timeline = useQuery('timeline.read', span === null ? null : { buckets: BUCKETS });
  if (timeline.failure) {
    return (
      <section className="time-brush" aria-label="Time line">
        <p className="row time-failed" role="alert">
          <span className="cut" title={timeline.failure.message}>
            The time line could not be read: {timeline.failure.message}
          </span>
          <Button onClick={timeline.retry}>Try again</Button>
        </p>
      </section>
    );
  }
  return (
    <section className="time-brush" aria-label="Time line">
      {span === null || !timeline.value ? (
        <p className="small quiet">
          {span === null ? 'The time line appears with the first lookups or health events.' : 'Reading the time line…'}
        </p>
      ) : (
        <Chart span={snapped(span)} timeline={timeline.value} />
      )}
    </section>
  );
}

function Chart({ span, timeline }: { readonly span: TimeWindow; readonly timeline: Timeline }) {
  const area = useRef<SVGSVGElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const [zoom, setZoom] = useState<TimeWindow | null>(null);
  const chosen = useChoice((c) => c.window);
  const domain = zoom ?? span;
  const beats = useHeartbeats(true).value;
  const lost = beats && beats.silences.length + beats.losses.length > 0 ? beats : null;
  const free = lost ? BEATS + 2 : 0;
  const { drawn, begin, drag, end } = useBrush(area, domain, width, chosen);
  return (
    <>
      <div className="time-frame" ref={frame}>
        {width > 0 && (
          <svg
            ref={area}
            className="time-chart"
            width={width}
            height={HEIGHT + 20}
            onPointerDown={begin}
            onPointerMove={drag}
            onPointerUp={end}
          >
            <TimeBars timeline={timeline} domain={domain} width={width} height={HEIGHT} free={free} />
            {drawn && <BrushHandles window={drawn} domain={domain} width={width} height={HEIGHT} span={span} />}
            {lost && <BeatMarks found={lost} domain={domain} width={width} top={HEALTH} height={BEATS} />}
            <TimeAxis domain={domain} width={width} y={HEIGHT} />
          </svg>
        )}
        <TimeLegend timeline={timeline} found={lost} />
      </div>
      <div className="time-tools">
        <Button disabled={chosen === null} title="Look at the whole case (W)" onClick={() => set({ window: null })}>
          Whole case
        </Button>
        <IncidentButton />
        <Button
          disabled={zoom === null && chosen === null}
          title={zoom ? 'Show the whole time line' : 'Spread the window over the time line'}
          onClick={() => setZoom(zoom === null && chosen ? around(chosen, span) : null)}
        >
          {zoom === null ? 'Zoom in' : 'Zoom out'}
        </Button>
      </div>
    </>
  );
}

/** Sets the window to the incident of the target, as the diagnosis finds it. */
function IncidentButton() {
  const target = useChoice((c) => c.target);
  const name = useNames();
  const incident = useQuery('diagnosis.read', target === null ? null : { service: target }).value;
  const found = incident && incident.failing.length > 0 ? incident.window : null;
  return (
    <Button
      disabled={found === null}
      title={
        found && target
          ? `The incident of ${name(target)}: ${windowText(found)} UTC`
          : 'The target did not fail in this case'
      }
      onClick={() => found && set({ window: snapped(found) })}
    >
      Incident
    </Button>
  );
}

/** The window with a third of its width on either side. */
function around({ from, to }: TimeWindow, span: TimeWindow): TimeWindow {
  const margin = (to - from) / 3;
  return { from: Math.max(span.from, from - margin), to: Math.min(span.to, to + margin) };
}
