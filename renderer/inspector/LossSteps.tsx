import type { Citation } from '../../shared/model/evidence.ts';
import type { HeartbeatLoss, Silence } from '../../shared/model/heartbeats.ts';
import type { Micros } from '../../shared/model/time.ts';
import { LOSS_WORDS } from '../../shared/heartbeat/words.ts';
import { untilText } from '../../shared/map/words.ts';
import { Cite } from '../parts/Cite.tsx';
import { LossSign } from '../parts/LossSign.tsx';
import { VerdictChip } from '../parts/VerdictChip.tsx';
import { select } from '../store/select.ts';
import { count, duration, stamp } from '../words/format.ts';

const SHOWN = 60;

interface SilenceStepsProps {
  readonly silences: readonly Silence[];
  /** The start of the one that is meant. */
  readonly meant: Micros | undefined;
}

/** The silences of a runtime: what other evidence says of each, and the records that decide. */
export function SilenceSteps({ silences, meant }: SilenceStepsProps) {
  return (
    <ul className="steps">
      {silences.map((one) => (
        <li
          key={one.from}
          className={`step ${one.verdict === 'lost' ? 'step-error' : 'step-degraded'}${one.from === meant ? ' step-meant' : ''}`}
          aria-current={one.from === meant || undefined}
        >
          <div className="row">
            <VerdictChip verdict={one.verdict} />
            <span className="small">sure: {one.confidence}</span>
          </div>
          <Times {...one} />
          <div className="small copyable">{one.verdictReason}</div>
          <div className="small copyable quiet">{one.reason}</div>
          {one.acted !== null && (
            <div className="small">
              It acted from <span className="mono">{untilText(one.from, one.acted.from)}</span> to{' '}
              <span className="mono">{untilText(one.from, one.acted.to)}</span>.
            </div>
          )}
          <Evidence evidence={one.evidence} />
        </li>
      ))}
    </ul>
  );
}

interface LossStepsProps {
  readonly losses: readonly HeartbeatLoss[];
  readonly meant?: Micros | undefined;
  /** Which end is named; neither where both are known. */
  readonly end?: 'emitter' | 'detector';
}

/** Losses of pairs, in time: of which kind, why it is told so, what was missed, and the beats around it. */
export function LossSteps({ losses, meant, end }: LossStepsProps) {
  const ordered = losses.toSorted((a, b) => a.from - b.from);
  return (
    <>
      <ul className="steps">
        {ordered.slice(0, SHOWN).map((loss) => (
          <li
            key={`${loss.emitter} ${loss.detector} ${loss.from}`}
            className={`step step-degraded${loss.from === meant ? ' step-meant' : ''}`}
            aria-current={loss.from === meant || undefined}
          >
            <div>
              <LossSign kind={loss.kind} /> <b>{LOSS_WORDS[loss.kind]}</b>{' '}
              <span className="small">sure: {loss.confidence}</span>
            </div>
            {end !== undefined && (
              <button
                type="button"
                className="cite step-pair"
                onClick={() =>
                  select({ kind: 'pair', emitter: loss.emitter, detector: loss.detector, from: loss.from })
                }
              >
                {end === 'detector' ? `lost by ${loss.detector}` : loss.emitter}
              </button>
            )}
            <Times {...loss} />
            <div className="small">
              {count(loss.missed)} missed{loss.received > 0 && `, ${count(loss.received)} received`}
              {loss.lostOnTheWay > 0 && ` · ${count(loss.lostOnTheWay)} sent and lost`}
              {loss.unsent > 0 && ` · ${count(loss.unsent)} never sent`}
              {loss.restarted && ' · started anew after it'}
            </div>
            <div className="small copyable quiet">{loss.reason}</div>
            <Evidence evidence={loss.evidence} />
          </li>
        ))}
      </ul>
      {ordered.length > SHOWN && (
        <p className="small quiet">{count(ordered.length - SHOWN)} later ones: see the list of Heartbeats.</p>
      )}
    </>
  );
}

function Times({ from, to, open }: Pick<Silence, 'from' | 'to' | 'open'>) {
  return (
    <div className="small">
      <span className="mono">
        {stamp(from)} – {open ? '…' : untilText(from, to)}
      </span>{' '}
      · {duration(to - from)}
      {open && ', no beat came any more'}
    </div>
  );
}

function Evidence({
  evidence,
}: {
  readonly evidence: readonly { readonly text: string; readonly citation: Citation }[];
}) {
  return evidence.map(({ text, citation }) => (
    <div key={text} className="small">
      {text}: <Cite citation={citation} />
    </div>
  ));
}
