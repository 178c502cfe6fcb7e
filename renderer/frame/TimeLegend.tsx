import type { Timeline } from '../../shared/api.ts';
import type { Heartbeats, Verdict } from '../../shared/model/heartbeats.ts';
import { VERDICT_WORDS } from '../../shared/heartbeat/words.ts';
import { counted } from '../layout/histogram.ts';

interface TimeLegendProps {
  readonly timeline: Timeline;
  readonly found: Pick<Heartbeats, 'silences' | 'losses'> | null;
}

/** What the bars and marks of the time line mean; only what is there. */
export function TimeLegend({ timeline, found }: TimeLegendProps) {
  const { silences, losses } = found ?? { silences: [], losses: [] };
  const verdicts = (Object.keys(VERDICT_WORDS) as Verdict[]).filter((verdict) =>
    silences.some((one) => one.verdict === verdict),
  );
  const what = counted(timeline);
  return (
    <p className="time-legend">
      {timeline[what]?.some((n) => n > 0) && <Sample className="bar-lookups" words={what} />}
      {timeline.failures.some((n) => n > 0) && <Sample className="bar-failures" words="failed lookups" />}
      {timeline.failing.some((n) => n > 0) && <Sample className="bar-health" words="failing by health events" thin />}
      {verdicts.map((verdict) => (
        <Sample key={verdict} className={`beat-mark-${verdict}`} words={`heartbeats: ${VERDICT_WORDS[verdict]}`} />
      ))}
      {losses.some(({ verdict }) => verdict === null) && (
        <Sample className="beat-mark-pair" words="heartbeats: lost by some" thin />
      )}
    </p>
  );
}

interface SampleProps {
  readonly className: string;
  readonly words: string;
  readonly thin?: boolean;
}

function Sample({ className, words, thin = false }: SampleProps) {
  return (
    <span>
      <svg width="16" height="7" aria-hidden="true">
        <rect className={className} x="0.5" y={thin ? 2 : 0.5} width="15" height={thin ? 3 : 6} />
      </svg>
      {words}
    </span>
  );
}
