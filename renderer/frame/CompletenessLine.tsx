import { Fragment } from 'react';
import type { CaseSummary } from '../../shared/api.ts';
import type { LookupTotals } from '../../shared/model/map.ts';
import { balanceOf } from '../derive/balance.ts';
import { useCase, useFleet } from '../derive/use-case.ts';
import { useShownWindow } from '../derive/use-shown-window.ts';
import { select, show } from '../store/select.ts';
import { useChoice } from '../store/store.ts';
import { count } from '../words/format.ts';

/** What the figures rest on, always in sight: every record and every lookup in exactly one place. */
export function CompletenessLine() {
  const summary = useCase().value;
  const { window, isIncident } = useShownWindow();
  const hidden = useChoice((c) => c.hidden);
  const fleet = useFleet();
  if (!summary) return <footer className="completeness" aria-label="Completeness" />;
  const lookups = window === null ? summary.lookups : fleet.value?.lookups;
  const older = window !== null && fleet.state === 'loading';
  const { balanced, why } = balanceOf(summary, lookups);
  const where = window === null ? '' : isIncident ? ' in the incident' : ' in the window';
  const remarks = [hidden, ...summary.remarks].filter((text) => text !== null);
  return (
    <footer className="completeness" aria-label="Completeness">
      <button type="button" className="completeness-part" title="Show the evidence" onClick={() => show('evidence')}>
        <Records {...summary.records} />
      </button>
      {lookups && <Lookups lookups={lookups} where={`Lookups${where}`} older={older} />}
      {lookups?.infrastructure && <Infrastructure lookups={lookups.infrastructure} />}
      <span className="grow" />
      <span className="cut completeness-remarks" title={remarks.join('\n')}>
        {remarks.length === 0 ? 'Nothing hidden, nothing capped' : remarks.join(' · ')}
      </span>
      <span className={balanced ? 'chip chip-ok' : 'chip chip-fail'} title={why}>
        {balanced ? '✓ balanced' : '! out of balance'}
      </span>
    </footer>
  );
}

function Records({ read, accepted, repeated, rejected, skipped }: CaseSummary['records']) {
  return (
    <Sum
      what="Records"
      total={read}
      parts={[
        ['accepted', accepted],
        ['repeated', repeated],
        ['rejected', rejected],
        ...(skipped > 0 ? ([['skipped', skipped]] as const) : []),
      ]}
    />
  );
}

interface LookupsProps {
  readonly lookups: LookupTotals;
  readonly where: string;
  /** These are the figures of the window before; those of the new one are on their way. */
  readonly older: boolean;
}

function Lookups({ lookups, where, older }: LookupsProps) {
  const reasons = Object.entries(lookups.unresolved).filter(([, n]) => n > 0);
  const unresolved = reasons.reduce((sum, [, n]) => sum + n, 0);
  const codes = Object.entries(lookups.noAnswer).filter(([, n]) => n > 0);
  const title = [
    ...reasons.map(([reason, n]) => `${reason}: ${count(n)}`),
    ...codes.map(([code, n]) => `no-answer ${code === 'none' ? 'without a response' : code}: ${count(n)}`),
  ].join('\n');
  return (
    <span
      className={older ? 'completeness-part answered-older' : 'completeness-part'}
      aria-busy={older}
      title={title === '' ? 'Every lookup gave a dependency or was a service asking for itself.' : title}
    >
      <Sum
        what={where}
        total={lookups.total}
        parts={[
          ['resolved', lookups.resolved],
          ['self', lookups.self],
          ['unresolved', unresolved],
        ]}
      />
      {reasons.length > 0 && (
        <span className="quiet completeness-reasons">
          ({reasons.map(([reason, n]) => `${reason} ${count(n)}`).join(', ')})
        </span>
      )}
    </span>
  );
}

/** Of the unresolved lookups, those of infrastructure; opens what it is and how it is known. */
function Infrastructure({ lookups }: { readonly lookups: NonNullable<LookupTotals['infrastructure']> }) {
  const kinds = Object.entries(lookups);
  return (
    <button
      type="button"
      className="completeness-part"
      title={['Kept apart from the map:', ...kinds.map(([kind, n]) => `${kind}: ${count(n)}`)].join('\n')}
      onClick={() => select({ kind: 'infrastructure' })}
    >
      infrastructure <b>{count(kinds.reduce((sum, [, n]) => sum + n, 0))}</b>
    </button>
  );
}

interface SumProps {
  readonly what: string;
  readonly total: number;
  readonly parts: readonly (readonly [name: string, n: number])[];
}

function Sum({ what, total, parts }: SumProps) {
  return (
    <span className="sum">
      {what} <b>{count(total)}</b>
      {parts.map(([name, n], i) => (
        <Fragment key={name}>
          {i === 0 ? ' = ' : ' + '}
          {name} <b>{count(n)}</b>
        </Fragment>
      ))}
    </span>
  );
}
