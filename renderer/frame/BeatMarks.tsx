import type { KeyboardEvent } from 'react';
import type { Heartbeats } from '../../shared/model/heartbeats.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { LOSS_WORDS, VERDICT_WORDS, verdictsText } from '../../shared/heartbeat/words.ts';
import { firstFew } from '../../shared/map/words.ts';
import { beatMarks } from '../layout/beat-marks.ts';
import type { BeatMark } from '../layout/beat-marks.ts';
import { select, show } from '../store/select.ts';
import { plural, stamp } from '../words/format.ts';

interface BeatMarksProps {
  readonly found: Pick<Heartbeats, 'silences' | 'losses'>;
  readonly domain: TimeWindow;
  readonly width: number;
  /** Upper edge and height of the band, in pixels. */
  readonly top: number;
  readonly height: number;
}

/** Lost and half-dead are the two that are looked for: each has a row of its own. */
const ROWS = { lost: 0, active: 1, unconfirmed: 2, removed: 2, pair: 2 } as const;

/** What the heartbeats lost, as a band of the time line: a mark opens its runtime or pair, and one of several shows Heartbeats. */
export function BeatMarks({ found, domain, width, top, height }: BeatMarksProps) {
  return (
    <g className="beat-marks">
      {beatMarks(found, domain, width).map((mark) => (
        <rect
          key={`${mark.verdict} ${mark.from}`}
          className={`beat-mark beat-mark-${mark.verdict ?? 'pair'}`}
          x={mark.x}
          y={top + ROWS[mark.verdict ?? 'pair'] * (height / 3)}
          width={mark.width}
          height={mark.verdict === null ? 2 : height / 3 - 1}
          role="button"
          tabIndex={0}
          aria-label={label(mark)}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => open(mark)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            open(mark);
          }}
        >
          <title>{label(mark)}</title>
        </rect>
      ))}
    </g>
  );
}

function label({ from, to, silences, losses }: BeatMark): string {
  const [silence, loss] = [silences[0], losses[0]];
  const when = `${stamp(from)} – ${stamp(to)} UTC`;
  if (silence && silences.length === 1) return `${silence.emitter}: ${VERDICT_WORDS[silence.verdict]}\n${when}`;
  if (silences.length > 1)
    return `${plural(silences.length, 'runtime')} silent: ${verdictsText(silences)}\n${firstFew(silences.map(({ emitter }) => emitter))}\n${when}`;
  if (loss && losses.length === 1) return `${loss.emitter} lost by ${loss.detector}: ${LOSS_WORDS[loss.kind]}\n${when}`;
  return `${plural(losses.length, 'pair')} lost beats: ${[...new Set(losses.map(({ kind }) => LOSS_WORDS[kind]))].join(', ')}\n${when}`;
}

function open({ silences, losses }: BeatMark): void {
  const [silence, loss] = [silences[0], losses[0]];
  if (silence) select({ kind: 'runtime', runtime: silence.emitter, from: silence.from });
  else if (loss) select({ kind: 'pair', emitter: loss.emitter, detector: loss.detector, from: loss.from });
  if (silences.length + losses.length > 1) show('heartbeats');
}
