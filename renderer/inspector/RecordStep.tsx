import type { CitedRecord } from '../../shared/model/evidence.ts';
import type { Micros } from '../../shared/model/time.ts';
import { Cite } from '../parts/Cite.tsx';
import { stamp } from '../words/format.ts';

interface RecordStepProps {
  /** What the record is in the chain, e.g. `Request`. */
  readonly role: string;
  readonly text: string;
  readonly validFrom: Micros | null;
  readonly validTo: Micros | null;
  readonly record: CitedRecord;
}

/** One link of a chain of evidence: what it says, how long it holds, and the raw line. */
export function RecordStep({ role, text, validFrom, validTo, record }: RecordStepProps) {
  return (
    <li className="step">
      <div>
        <b>{role}</b> <Cite citation={record.citation} />
      </div>
      {text !== '' && <div className="small copyable">{text}</div>}
      {(validFrom !== null || validTo !== null) && (
        <div className="small quiet">
          valid <span className="mono">{validFrom === null ? 'open' : stamp(validFrom)}</span> –{' '}
          <span className="mono">{validTo === null ? 'open' : stamp(validTo)}</span>
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
