import type { Audit } from '../../../shared/model/audit.ts';
import { outcomeOf } from '../../../shared/audit/outcome.ts';
import type { AuditSource } from '../../../shared/audit/outcome.ts';
import { Button } from '../../parts/Button.tsx';
import { addEvidence } from '../../store/case.ts';

const TONES = {
  nothing: 'plain',
  'nothing-to-compare': 'plain',
  agreed: 'good',
  minor: 'plain',
  open: 'fail',
} as const;

/** What a kind of evidence that is not there would add. */
const WOULD_TELL: Readonly<Record<AuditSource, string>> = {
  dns: 'DNS logs tell who asked for whom.',
  connection: 'Connection records of the hosts (socket listings, flow logs) tell who really connected.',
  declared: 'Declared dependencies tell what should be there.',
};

/** What the findings come to, what limits them, and which exports would tell more. */
export function Outcome({ audit }: { readonly audit: Audit }) {
  const { state, text, lacks } = outcomeOf(audit);
  const said = [...audit.notes, ...lacks.map((source) => WOULD_TELL[source])];
  return (
    <div className={`outcome outcome-${TONES[state]}`} role="status">
      <p>
        <b>{text}</b>
      </p>
      {said.length > 0 && (
        <p className="small">
          {said.join(' ')}{' '}
          {lacks.length > 0 && (
            <Button look="link" onClick={() => void addEvidence('files')}>
              Add files…
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
