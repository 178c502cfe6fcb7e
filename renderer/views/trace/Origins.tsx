import { useState } from 'react';
import type { Deciding as DecidingRecord, Origin } from '../../../shared/model/diagnosis.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { Button } from '../../parts/Button.tsx';
import { Cite } from '../../parts/Cite.tsx';
import { count, plural } from '../../words/format.ts';
import { OriginCard } from './OriginCard.tsx';

const FIRST = 3;

interface OriginsProps {
  readonly origins: readonly Origin[];
  readonly shown: ServiceId | null;
  /** One sentence above the cards. */
  readonly finding: string;
  /** How many services failed, and how many have no health data. */
  readonly failing: number;
  readonly blind: number;
  /** The names of services that the target does not reach, failing with those that it does. */
  readonly elsewhere: readonly string[];
  readonly deciding: DecidingRecord | null;
}

/** What was found, what would decide, and the rival origins as cards, best first; choosing one draws its path. */
export function Origins({ origins, shown, finding, failing, blind, elsewhere, deciding }: OriginsProps) {
  const [all, setAll] = useState(false);
  const listed = all ? origins : origins.filter(({ service }, i) => i < FIRST || service === shown);
  return (
    <>
      <div className="finding">
        <p className="copyable">{finding}</p>
        {origins.length > FIRST && (
          <Button look="link" onClick={() => setAll(!all)}>
            {all ? 'Show the first three' : `Show ${plural(origins.length - FIRST, 'weaker rival')}`}
          </Button>
        )}
        <span className="grow" />
        <span
          className="small finding-counts"
          title={elsewhere.length > 0 ? `Elsewhere: ${elsewhere.join(', ')}` : undefined}
        >
          {plural(failing, 'service')} failing{elsewhere.length > 0 && ` · ${count(elsewhere.length)} elsewhere`}
          {blind > 0 && ` · ${count(blind)} without health data`}
        </span>
      </div>
      {deciding && <Deciding deciding={deciding} />}
      {listed.length > 0 && (
        <div className={all ? 'origins origins-all' : 'origins'} role="list" aria-label="Rival origins">
          {listed.map((origin) => (
            <OriginCard
              key={origin.service}
              origin={origin}
              rank={origins.indexOf(origin) + 1}
              shown={origin.service === shown}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** The record that would decide between the first two rivals. */
function Deciding({ deciding: { needs, text, citation } }: { readonly deciding: DecidingRecord }) {
  return (
    <p className="deciding copyable" role="note" aria-label="What would decide between the first two">
      <b>{needs === 'nothing' ? 'Open between 1 and 2:' : 'Would decide between 1 and 2:'}</b> {text}{' '}
      {citation && <Cite citation={citation} />}
    </p>
  );
}
