import { Answered } from '../../parts/Answered.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { useAudit } from '../../derive/use-audit.ts';
import { useCase } from '../../derive/use-case.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { ViewHead } from '../ViewHead.tsx';
import { FindingsBody } from './FindingsBody.tsx';

/** What the witnesses, the declarations and the policies say of each other: findings first, then policies, then the matrix. */
export function AuditView() {
  const known = (useCase().value?.services.length ?? 0) > 0;
  return (
    <>
      <ViewHead title="Does the evidence agree?" />
      {known ? <Findings /> : <NeedsTarget />}
    </>
  );
}

function Findings() {
  const audit = useAudit();
  return (
    <Answered answer={audit} waiting="Holding lookups, connections and declarations against each other…">
      {(value) =>
        value.findings.length === 0 ? (
          <EmptyState title="Nothing was seen or declared in this window">
            <p className="small">Widen the window, or see Evidence for what could not be resolved.</p>
          </EmptyState>
        ) : (
          <FindingsBody audit={value} />
        )
      }
    </Answered>
  );
}
