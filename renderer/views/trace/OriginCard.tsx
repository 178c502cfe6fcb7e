import type { Argument, Origin } from '../../../shared/model/diagnosis.ts';
import { standingText } from '../../../shared/report/words.ts';
import { useNames } from '../../derive/use-case.ts';
import { AssumedValid } from '../../parts/AssumedValid.tsx';
import { Cite } from '../../parts/Cite.tsx';
import { selectService } from '../../store/select.ts';
import { set } from '../../store/store.ts';
import { clock, plural } from '../../words/format.ts';

interface OriginCardProps {
  readonly origin: Origin;
  readonly rank: number;
  readonly shown: boolean;
}

/** One rival: how it stands, since when, its score, and the reasons; the chosen one gives all of them. */
export function OriginCard({ origin, rank, shown }: OriginCardProps) {
  const name = useNames()(origin.service);
  const reasons = shown
    ? [...origin.for.map(supporting), ...origin.against.map(opposing)]
    : [...origin.for.slice(0, 1).map(supporting), ...origin.against.slice(0, 1).map(opposing)];
  const left = origin.for.length + origin.against.length - reasons.length;
  const choose = () => {
    set({ origin: origin.service });
    selectService(origin.service);
  };
  const stands = standingWords(origin);
  return (
    <article
      className={`origin origin-${origin.standing}${shown ? ' origin-shown' : ''}`}
      role="listitem"
      aria-label={`Origin ${rank}: ${name}, score ${origin.score.toFixed(2)}${stands ? `, ${stands.word}` : ''}`}
    >
      <button type="button" className="origin-head" aria-pressed={shown} onClick={choose}>
        <b>{rank}</b>
        <b className="cut" title={name}>
          {name}
        </b>
        {origin.standing === 'suspect' ? (
          <span className="origin-onset origin-none">–</span>
        ) : (
          <span className="origin-onset mono" title={onsetWords(origin)}>
            {clock(origin.onset)}
          </span>
        )}
        <span className="origin-score mono" title="0 to 1, comparable within this diagnosis">
          {origin.score.toFixed(2)}
        </span>
      </button>
      {stands && (
        <p className="origin-stands small" title={stands.title}>
          {stands.word}
        </p>
      )}
      <AssumedValid service={origin.service} />
      <ul>
        {reasons.map(({ sign, argument }) => (
          <Reason key={sign + argument.text} argument={argument} sign={sign} short={!shown} />
        ))}
      </ul>
      {left > 0 && <p className="small quiet">{plural(left, 'more reason')} when chosen</p>}
    </article>
  );
}

const onsetWords = ({ onset, onsetAfter }: Origin) =>
  onsetAfter === null
    ? `Its first health event, at ${clock(onset)}, finds it failing`
    : `It began after ${clock(onsetAfter)} and by ${clock(onset)}`;

const supporting = (argument: Argument) => ({ sign: '+' as const, argument });
const opposing = (argument: Argument) => ({ sign: '−' as const, argument });

const STANDING_TITLES = {
  'no health data': 'A suspect: it could explain failures that nothing else explains.',
  'no alarm': 'A suspect: its health shows nothing, but it could explain failures that nothing else explains.',
  'failed apart': 'Its failure does not join up with the target’s: see what speaks against it.',
  'by failed lookups': 'No health event speaks of it; the lookups of its names failed.',
} as const;

/** What sets a rival apart from a service that failed by its health events, on the way to the target. */
function standingWords(origin: Origin): { readonly word: string; readonly title: string } | null {
  const word = standingText(origin);
  return word === '' ? null : { word, title: STANDING_TITLES[word] };
}

interface ReasonProps {
  readonly argument: Argument;
  readonly sign: '+' | '−';
  readonly short: boolean;
}

function Reason({ argument: { text, citation }, sign, short }: ReasonProps) {
  return (
    <li className={sign === '+' ? 'reason reason-for' : 'reason reason-against'}>
      <span aria-label={sign === '+' ? 'for' : 'against'} role="img">
        {sign}
      </span>
      <span className={short ? 'copyable reason-short' : 'copyable'} title={short ? text : undefined}>
        {text} {citation && !short && <Cite citation={citation} />}
      </span>
    </li>
  );
}
