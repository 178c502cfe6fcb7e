import type { Audit } from '../../../shared/model/audit.ts';
import { useAudit } from '../../derive/use-audit.ts';
import { useCase } from '../../derive/use-case.ts';
import { AddEvidence } from '../../parts/AddEvidence.tsx';
import { Answered } from '../../parts/Answered.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { useChoice } from '../../store/store.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { ViewHead } from '../ViewHead.tsx';
import { chooseAudit } from './choose.ts';
import { FindingsBody } from './FindingsBody.tsx';
import { MatrixBody } from './MatrixBody.tsx';
import { PoliciesBody } from './PoliciesBody.tsx';

/** What the witnesses, the declarations and the policies say of each other: findings first, then policies, then the matrix. */
export function AuditView() {
  const show = useChoice((c) => c.audit.show);
  const known = (useCase().value?.services.length ?? 0) > 0;
  return (
    <>
      <ViewHead title="Does the evidence agree?">
        <Choice
          label="Audit"
          value={show}
          options={[
            { value: 'findings', label: 'Findings' },
            { value: 'policies', label: 'Policies' },
            { value: 'matrix', label: 'Matrix' },
          ]}
          onChange={(value) => chooseAudit({ show: value })}
        />
      </ViewHead>
      {!known ? (
        <NeedsTarget />
      ) : show === 'policies' ? (
        <PoliciesBody />
      ) : (
        <Audited>
          {(audit) => (show === 'matrix' ? <MatrixBody audit={audit} /> : <FindingsBody audit={audit} />)}
        </Audited>
      )}
    </>
  );
}

function Audited({ children }: { readonly children: (audit: Audit) => React.ReactNode }) {
  const audit = useAudit();
  return (
    <Answered answer={audit} waiting="Holding lookups, connections and declarations against each other…">
      {(value) => (value.findings.length === 0 ? <NothingSeen /> : children(value))}
    </Answered>
  );
}

/** Nothing to hold against each other: which exports bring it, or that the window holds none of it. */
function NothingSeen() {
  const wholeCase = useChoice((c) => c.window === null);
  return wholeCase ? (
    <EmptyState title="Nothing was seen or declared in this case">
      <p className="small">
        Lookups, connections of hosts (socket listings, flow logs) and declared dependencies are held against each other
        here. Evidence lists what was read, and what of it could not be resolved.
      </p>
      <AddEvidence />
    </EmptyState>
  ) : (
    <EmptyState title="Nothing was seen or declared in this window">
      <p className="small">Widen the window, or see Evidence for what could not be resolved.</p>
    </EmptyState>
  );
}
