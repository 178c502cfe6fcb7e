import type { Micros } from '../../shared/model/time.ts';
import { useHeartbeats } from '../derive/use-heartbeats.ts';
import { Answered } from '../parts/Answered.tsx';
import { select } from '../store/select.ts';
import { count, stamp } from '../words/format.ts';
import { BeatFacts, intervalWords } from './BeatFacts.tsx';
import { LossSteps } from './LossSteps.tsx';

interface PairPanelProps {
  readonly emitter: string;
  readonly detector: string;
  readonly from?: Micros;
}

/** What one detector heard of one emitter in the window: what was to be expected, and every loss. */
export function PairPanel({ emitter, detector, from }: PairPanelProps) {
  return (
    <>
      <h2 className="inspector-title">
        <RuntimeLink name={emitter} /> <span className="quiet">heard by</span> <RuntimeLink name={detector} />
      </h2>
      <Answered answer={useHeartbeats()} waiting="Reading the heartbeats…">
        {({ pairs, losses }) => {
          const pair = pairs.find((one) => one.emitter === emitter && one.detector === detector);
          if (!pair) return <p className="small">The case has no beat of this pair.</p>;
          const own = losses.filter((one) => one.emitter === emitter && one.detector === detector);
          return (
            <>
              <BeatFacts {...pair} />
              <dl className="facts">
                <dt>Interval</dt>
                <dd>{intervalWords(pair)}</dd>
                <dt>First beat</dt>
                <dd className="mono">{stamp(pair.firstBeat)}</dd>
                <dt>Last beat</dt>
                <dd className="mono">{stamp(pair.lastBeat)}</dd>
                <dt>Listened to</dt>
                <dd className="mono" title="Until when the detector recorded anything">
                  {stamp(pair.heardTo)}
                </dd>
              </dl>
              <section>
                <h3>
                  Losses <span>{count(own.length)}</span>
                </h3>
                {own.length === 0 && <p className="small quiet">None in this window by these thresholds.</p>}
                <LossSteps losses={own} meant={from} />
              </section>
            </>
          );
        }}
      </Answered>
    </>
  );
}

/** A runtime's name; it shows the runtime in the inspector. */
export function RuntimeLink({ name }: { readonly name: string }) {
  return (
    <button type="button" className="service-link" onClick={() => select({ kind: 'runtime', runtime: name })}>
      {name}
    </button>
  );
}
