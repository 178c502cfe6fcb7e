import { useState } from 'react';
import type { Argument, Origin } from '../../../shared/model/diagnosis.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { Cite } from '../../parts/Cite.tsx';
import { selectService } from '../../store/select.ts';
import { set } from '../../store/store.ts';
import { clock, duration, plural } from '../../words/format.ts';

const FIRST = 3;

interface OriginsProps {
  readonly origins: readonly Origin[];
  readonly shown: ServiceId | null;
  /** One sentence above the cards. */
  readonly finding: string;
}

/** What was found, and the rival origins as cards, best first; choosing one draws its path. */
export function Origins({ origins, shown, finding }: OriginsProps) {
  const [all, setAll] = useState(false);
  const listed = all ? origins : origins.slice(0, FIRST);
  return (
    <>
      <div className="finding">
        <p className="copyable">{finding}</p>
        {origins.length > FIRST && (
          <Button look="link" onClick={() => setAll(!all)}>
            {all ? 'Show the first three' : `Show ${plural(origins.length - FIRST, 'weaker rival')}`}
          </Button>
        )}
      </div>
      {listed.length > 0 && (
        <div className="origins" role="list" aria-label="Rival origins">
          {listed.map((origin, i) => (
            <OriginCard key={origin.service} origin={origin} rank={i + 1} shown={origin.service === shown} />
          ))}
        </div>
      )}
    </>
  );
}

function OriginCard({
  origin,
  rank,
  shown,
}: {
  readonly origin: Origin;
  readonly rank: number;
  readonly shown: boolean;
}) {
  const name = useNames()(origin.service);
  const supporting = origin.for.map((argument) => ({ sign: '+' as const, argument }));
  const opposing = origin.against.map((argument) => ({ sign: '−' as const, argument }));
  const reasons = shown ? [...supporting, ...opposing] : [...supporting.slice(0, 1), ...opposing.slice(0, 2)];
  const left = supporting.length + opposing.length - reasons.length;
  const choose = () => {
    set({ origin: origin.service });
    selectService(origin.service);
  };
  return (
    <article
      className={shown ? 'origin origin-shown' : 'origin'}
      role="listitem"
      aria-label={`Origin ${rank}: ${name}, score ${origin.score.toFixed(2)}`}
    >
      <button type="button" className="origin-head" aria-pressed={shown} onClick={choose}>
        <b>{rank}</b>
        <b className="cut" title={name}>
          {name}
        </b>
        <span className="origin-onset mono" title={`Onset known to within ${duration(origin.onsetStep)}`}>
          {clock(origin.onset)}
        </span>
        <span className="origin-score mono" title="0 to 1, comparable within this diagnosis">
          {origin.score.toFixed(2)}
        </span>
      </button>
      <ul>
        {reasons.map(({ sign, argument }) => (
          <Reason key={sign + argument.text} argument={argument} sign={sign} />
        ))}
        {left > 0 && <li className="small quiet">{left} more when chosen</li>}
      </ul>
    </article>
  );
}

function Reason({ argument, sign }: { readonly argument: Argument; readonly sign: '+' | '−' }) {
  return (
    <li className={sign === '+' ? 'reason reason-for' : 'reason reason-against'}>
      <span aria-label={sign === '+' ? 'for' : 'against'} role="img">
        {sign}
      </span>
      <span className="copyable">
        {argument.text} {argument.citation && <Cite citation={argument.citation} />}
      </span>
    </li>
  );
}
