import type { ServiceId } from '../../shared/model/map.ts';
import { KIND_WORDS } from '../../shared/audit/words.ts';
import { seenText } from '../../shared/policy/words.ts';
import { useAudit, usePolicies } from '../derive/use-audit.ts';
import { KindSign, VerdictSign } from '../parts/Sign.tsx';
import { useChoice } from '../store/store.ts';

interface FindingsOfProps {
  readonly client: ServiceId;
  readonly server: ServiceId;
}

/** What the audit and the policies say of a dependency; only beside Audit, where both are known. */
export function FindingsOf(pair: FindingsOfProps) {
  return useChoice((c) => c.view) === 'audit' ? <Findings {...pair} /> : null;
}

function Findings({ client, server }: FindingsOfProps) {
  const isIt = (one: FindingsOfProps): boolean => one.client === client && one.server === server;
  const findings = useAudit().value?.findings.filter(isIt) ?? [];
  const policies = usePolicies().value;
  const verdicts = policies && policies.rules.length > 0 ? policies.verdicts.filter(isIt) : [];
  if (findings.length === 0 && verdicts.length === 0) return null;
  return (
    <section>
      <h3>In the audit</h3>
      <ul className="found-list small">
        {findings.map(({ kind, text, expected }) => (
          <li key={kind}>
            <KindSign kind={kind} /> <b>{KIND_WORDS[kind].name}</b> {text}
            {kind !== 'agreed' && <span className="quiet"> Expected: {expected}</span>}
          </li>
        ))}
        {verdicts.map((one) => (
          <li key={JSON.stringify([one.verdict, one.part.from, one.ports, one.through, one.regions, one.rules])}>
            <VerdictSign verdict={one.verdict} /> <b>{one.verdict}</b> {seenText(one)}; {one.why}
          </li>
        ))}
      </ul>
    </section>
  );
}
