import type { Heartbeats, HeartbeatLoss, Silence, Verdict } from '../../shared/model/heartbeats.ts';
import type { Micros, TimeWindow } from '../../shared/model/time.ts';
import { overlaps } from '../../shared/model/time.ts';
import { timeScale } from './time-axis.ts';

/** Silences, or losses that are part of none, that stand on the time line as one mark. */
export interface BeatMark {
  /** Begin and width in pixels. */
  readonly x: number;
  readonly width: number;
  readonly from: Micros;
  readonly to: Micros;
  /** The gravest verdict of its silences; null: losses of single pairs alone. */
  readonly verdict: Verdict | null;
  readonly silences: readonly Silence[];
  readonly losses: readonly HeartbeatLoss[];
}

/** The gravest first. */
const VERDICTS: readonly Verdict[] = ['lost', 'active', 'unconfirmed', 'removed'];
/** Marks nearer than this are one, in pixels. */
const NEAR = 5;
const LEAST = 3;

/** The marks of what the heartbeats lost within a domain: those of one verdict that meet on the screen are one; the gravest last, on top. */
export function beatMarks(
  { silences, losses }: Pick<Heartbeats, 'silences' | 'losses'>,
  domain: TimeWindow,
  width: number,
): readonly BeatMark[] {
  const scale = timeScale(domain, width);
  const mark = (span: TimeWindow, rest: Pick<BeatMark, 'verdict' | 'silences' | 'losses'>): BeatMark => {
    const x = Math.max(0, Math.min(width, scale.x(span.from)));
    return { ...span, ...rest, x, width: Math.max(LEAST, Math.min(width, scale.x(span.to)) - x) };
  };
  const single = losses
    .filter((loss) => loss.verdict === null && overlaps(loss, domain))
    .map((loss) => mark({ from: loss.from, to: loss.to }, { verdict: null, silences: [], losses: [loss] }));
  const silent = silences.filter((one) => overlaps(one, domain));
  return [
    ...joined(single),
    ...VERDICTS.toReversed().flatMap((verdict) =>
      joined(
        silent
          .filter((one) => one.verdict === verdict)
          .map((one) => mark({ from: one.from, to: one.to }, { verdict, silences: [one], losses: [] })),
      ),
    ),
  ];
}

function joined(marks: readonly BeatMark[]): readonly BeatMark[] {
  const apart: BeatMark[] = [];
  for (const mark of marks.toSorted((a, b) => a.x - b.x)) {
    const last = apart.at(-1);
    if (!last || mark.x > last.x + last.width + NEAR) apart.push(mark);
    else
      apart[apart.length - 1] = {
        ...last,
        width: Math.max(last.width, mark.x + mark.width - last.x),
        from: Math.min(last.from, mark.from),
        to: Math.max(last.to, mark.to),
        silences: [...last.silences, ...mark.silences],
        losses: [...last.losses, ...mark.losses],
      };
  }
  return apart;
}
