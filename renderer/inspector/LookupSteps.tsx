import type { Dossier, DossierStep } from '../../shared/model/dossier.ts';
import { day, fineClock } from '../words/format.ts';
import { RecordStep } from './RecordStep.tsx';

const roles: Readonly<Record<DossierStep['role'], string>> = {
  request: 'Request',
  response: 'Response',
  source: 'Source',
  client: 'Client',
  address: 'Address',
  server: 'Server',
};

const seenAs = {
  lookup: { words: 'counts as a lookup', chip: 'chip' },
  contested: { words: 'contested', chip: 'chip chip-contest' },
  failure: { words: 'failed', chip: 'chip chip-fail' },
} as const;

/** One lookup and the records that lead from it to the dependency, in order. */
export function LookupSteps({ lookup }: { readonly lookup: NonNullable<Dossier['lookup']> }) {
  const seen = seenAs[lookup.seenAs];
  return (
    <>
      <p className="lookup-line">
        <span className="mono copyable">{`${day(lookup.time)} ${fineClock(lookup.time)}`}</span>
        <span className={seen.chip}>{seen.words}</span>
        <span className="mono copyable lookup-name">
          {lookup.name} {lookup.type} → {lookup.responseCode ?? 'no response'} {lookup.answers.join(', ')}
        </span>
      </p>
      <ol className="steps">
        {lookup.steps.map((step, i) => (
          <RecordStep key={`${step.role} ${i}`} {...step} role={roles[step.role]} />
        ))}
      </ol>
    </>
  );
}
