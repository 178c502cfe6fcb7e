import type { AuditFinding } from '../../../shared/model/audit.ts';
import { KIND_WORDS, WHY_WORDS, WITNESS_WORDS } from '../../../shared/audit/words.ts';
import { Cite } from '../../parts/Cite.tsx';
import { KindSign, WitnessSign } from '../../parts/Sign.tsx';
import { plural } from '../../words/format.ts';
import { Ends } from './Ends.tsx';

/** A finding: between whom, what was found, what complete logs would show, and the records that it rests on. */
export function FindingItem({ finding }: { readonly finding: AuditFinding }) {
  const { kind, why, client, server, witness, declared, text, expected, evidence } = finding;
  return (
    <div className="audit-finding">
      <div className="finding-kind">
        <span className={`chip kind-${kind}`} title={KIND_WORDS[kind].means}>
          <KindSign kind={kind} /> {KIND_WORDS[kind].name}
        </span>
        {why !== null && <span className="small quiet">{WHY_WORDS[why]}</span>}
      </div>
      <div className="finding-said">
        <div className="finding-ends">
          <Ends client={client} server={server} />
          <span className="small finding-seen" title={seenTitle(finding)}>
            <WitnessSign witness={witness} /> {WITNESS_WORDS[witness]}
            {declared && witness !== 'declared' && ', declared'}
          </span>
        </div>
        <div className="small">{text}</div>
        {kind !== 'agreed' && <div className="small quiet">Expected: {expected}</div>}
      </div>
      <div className="finding-evidence">
        {evidence.map(({ text: what, citation }) => (
          <span key={what} title={what}>
            <Cite citation={citation} />
          </span>
        ))}
      </div>
    </div>
  );
}

const seenTitle = ({ lookups, failures, connections, declared }: AuditFinding): string =>
  [
    `${plural(lookups, 'lookup')}, ${plural(failures, 'failure')}`,
    plural(connections, 'connection'),
    declared ? 'declared' : 'not declared',
  ].join('\n');
