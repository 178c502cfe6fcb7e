import type { Heartbeats, HeartbeatPair, KnownAs, Runtime } from '../../shared/model/heartbeats.ts';
import type { Micros } from '../../shared/model/time.ts';
import { useHeartbeats } from '../derive/use-heartbeats.ts';
import { Answered } from '../parts/Answered.tsx';
import { ServiceLink } from '../parts/ServiceLink.tsx';
import { select } from '../store/select.ts';
import { count, plural, stamp } from '../words/format.ts';
import { BeatFacts, intervalWords } from './BeatFacts.tsx';
import { LossSteps, SilenceSteps } from './LossSteps.tsx';

interface RuntimePanelProps {
  readonly runtime: string;
  readonly from?: Micros;
}

/** A runtime in the window: whose it is, its silences with what decides each, who hears it, and whom it hears. */
export function RuntimePanel({ runtime: name, from }: RuntimePanelProps) {
  return (
    <>
      <h2 className="inspector-title copyable">{name}</h2>
      <Answered answer={useHeartbeats()} waiting="Reading the heartbeats…">
        {(found) => {
          const runtime = found.runtimes.find((one) => one.name === name);
          return runtime ? (
            <Body found={found} runtime={runtime} from={from} />
          ) : (
            <p className="small">No heartbeat of the case names it.</p>
          );
        }}
      </Answered>
    </>
  );
}

const KNOWN: Readonly<Record<KnownAs, string>> = {
  instance: 'an instance of the service tree',
  source: 'a container or VM of the inventory',
  address: 'an address of the inventory',
  service: 'a service, for all of its instances',
};

interface BodyProps {
  readonly found: Heartbeats;
  readonly runtime: Runtime;
  readonly from: Micros | undefined;
}

function Body({ found, runtime: { name, knownAs, services }, from }: BodyProps) {
  const heard = found.pairs.filter(({ emitter }) => emitter === name);
  const hears = found.pairs.filter(({ detector }) => detector === name);
  const silences = found.silences.filter(({ emitter }) => emitter === name);
  const losses = found.losses.filter(({ emitter, verdict }) => emitter === name && verdict === null);
  const deaf = found.losses.filter(({ detector, kind }) => detector === name && kind !== 'emitter-silent');
  const [first] = heard;
  return (
    <>
      <dl className="facts">
        <dt>Known as</dt>
        <dd>{knownAs === null ? 'its name alone: no inventory knows it' : KNOWN[knownAs]}</dd>
        <dt>Service</dt>
        <dd>
          {services.length === 0
            ? 'unknown'
            : services.map((service) => <ServiceLink key={service} service={service} />)}
        </dd>
        {first && (
          <>
            <dt>Interval</dt>
            <dd>{intervalWords(first)}</dd>
            <dt>Last beat</dt>
            <dd className="mono">{stamp(Math.max(...heard.map(({ lastBeat }) => lastBeat)))}</dd>
          </>
        )}
      </dl>
      {heard.length > 0 && (
        <>
          <BeatFacts {...sumOf(heard)} />
          <section>
            <h3>
              Silences <span>{count(silences.length)}</span>
            </h3>
            {silences.length === 0 && <p className="small quiet">It was never silent to all that listen for it.</p>}
            <SilenceSteps silences={silences} meant={from} />
          </section>
          {losses.length > 0 && (
            <section>
              <h3>
                Lost by some <span>{count(losses.length)}</span>
              </h3>
              <LossSteps losses={losses} end="detector" />
            </section>
          )}
          <Pairs title="Heard by" pairs={heard} end="detector" />
        </>
      )}
      {hears.length > 0 && <Pairs title="Listens for" pairs={hears} end="emitter" />}
      {deaf.length > 0 && (
        <section>
          <h3>
            Whom it did not hear <span>{count(deaf.length)}</span>
          </h3>
          <LossSteps losses={deaf} meant={from} end="emitter" />
        </section>
      )}
    </>
  );
}

function sumOf(pairs: readonly HeartbeatPair[]) {
  const sum = (of: (pair: HeartbeatPair) => number) => pairs.reduce((all, pair) => all + of(pair), 0);
  const expected = sum((pair) => pair.expected);
  const missed = sum((pair) => pair.missed);
  return {
    expected,
    missed,
    received: sum((pair) => pair.received),
    lostOnTheWay: sum((pair) => pair.lostOnTheWay),
    unsent: sum((pair) => pair.unsent),
    lostShare: expected === 0 ? 0 : missed / expected,
  };
}

interface PairsProps {
  readonly title: string;
  readonly pairs: readonly HeartbeatPair[];
  readonly end: 'emitter' | 'detector';
}

const SHOWN = 200;

/** Pairs of a runtime, the most lost first; each opens its own panel. */
function Pairs({ title, pairs, end }: PairsProps) {
  const ordered = pairs.toSorted((a, b) => b.lostShare - a.lostShare);
  return (
    <section className="dependency-list">
      <h3>
        {title} <span>{count(pairs.length)}</span>
      </h3>
      <ul>
        {ordered.slice(0, SHOWN).map((pair) => (
          <li key={pair[end]}>
            <button
              type="button"
              title={`${count(pair.received)} of ${plural(pair.expected, 'beat')} received`}
              onClick={() => select({ kind: 'pair', emitter: pair.emitter, detector: pair.detector })}
            >
              <span className="cut">{pair[end]}</span>
              <span className="mono">{(pair.lostShare * 100).toFixed(1)} % lost</span>
            </button>
          </li>
        ))}
      </ul>
      {ordered.length > SHOWN && <p className="small quiet">{count(ordered.length - SHOWN)} more that lost less.</p>}
    </section>
  );
}
