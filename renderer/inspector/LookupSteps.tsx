import type { Dossier, DossierStep } from '../../shared/model/dossier.ts';
import { Cite } from '../parts/Cite.tsx';
import { day, fineClock, stamp } from '../words/format.ts';

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
          <Step key={`${step.role} ${i}`} step={step} />
        ))}
      </ol>
    </>
  );
}

function Step({ step }: { readonly step: DossierStep }) {
  const { record } = step;
  return (
    <li className="step">
      <div>
        <b>{roles[step.role]}</b> <Cite citation={record.citation} />
      </div>
      {step.text !== '' && <div className="small copyable">{step.text}</div>}
      {(step.validFrom !== null || step.validTo !== null) && (
        <div className="small quiet">
          valid <span className="mono">{step.validFrom === null ? 'open' : stamp(step.validFrom)}</span> –{' '}
          <span className="mono">{step.validTo === null ? 'open' : stamp(step.validTo)}</span>
        </div>
      )}
      {record.raw === null ? (
        <div className="small fail-ink">{record.problem}</div>
      ) : (
        <div className="raw" title={record.raw}>
          {record.raw}
        </div>
      )}
    </li>
  );
}
