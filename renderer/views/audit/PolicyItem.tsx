import type { PolicyVerdict, RuleUse } from '../../../shared/model/policy.ts';
import { seenText } from '../../../shared/policy/words.ts';
import { Cite } from '../../parts/Cite.tsx';
import { VerdictSign } from '../../parts/Sign.tsx';
import { plural, stamp, windowText } from '../../words/format.ts';
import type { PolicyLine } from './arrange-policies.ts';
import { RULE_STATE_WORDS } from './rule-words.ts';
import { Ends } from './Ends.tsx';

interface PolicyItemProps {
  readonly line: PolicyLine;
  /** A rule in words, by its id. */
  readonly ruleOf: (id: string) => string;
}

/** A verdict with its dependency, or a rule with what came of it, and the records of each. */
export function PolicyItem({ line, ruleOf }: PolicyItemProps) {
  return line.kind === 'verdict' ? <Judged one={line.verdict} /> : <Ruled rule={line.rule} ruleOf={ruleOf} />;
}

function Judged({ one }: { readonly one: PolicyVerdict }) {
  const { client, server, verdict, crossing, regions, why, evidence } = one;
  return (
    <div className="audit-finding">
      <div className="finding-kind">
        <span className={`chip verdict-${verdict}`}>
          <VerdictSign verdict={verdict} /> {verdict}
        </span>
        {crossing && (
          <span className="small">
            {crossing.from} → {crossing.to}
          </span>
        )}
      </div>
      <div className="finding-said">
        <div className="finding-ends">
          <Ends client={client} server={server} />
          <span className="small">
            {seenText(one)}
            {regions && `, ${regions.from ?? 'unknown'} → ${regions.to ?? 'unknown'}`}
          </span>
        </div>
        <div className="small">{why}</div>
        <div className="small quiet" title={`Judged as the policies were valid ${windowText(one.part)}`}>
          seen {stamp(one.firstSeen)}
          {one.lastSeen > one.firstSeen && ` – ${stamp(one.lastSeen)}`}
        </div>
      </div>
      <div className="finding-evidence">
        {evidence.map(({ text, citation }) => (
          <span key={`${text} ${citation.source} ${citation.line}`} title={text}>
            <Cite citation={citation} />
          </span>
        ))}
      </div>
    </div>
  );
}

function Ruled({ rule, ruleOf }: { readonly rule: RuleUse; readonly ruleOf: (id: string) => string }) {
  const { text, dialect, state, dependencies, lookups, connections, undecided, shadowedBy, citation } = rule;
  return (
    <div className="audit-finding">
      <div className="finding-kind">
        <span className="chip">{RULE_STATE_WORDS[state]}</span>
        <span className="small quiet">{dialect}</span>
      </div>
      <div className="finding-said">
        <b>{text}</b>
        <div className="small">
          {state === 'used' &&
            `decided ${plural(dependencies, 'dependency', 'dependencies')}: ${plural(lookups, 'lookup')}, ${plural(connections, 'connection')}`}
          {state === 'undecided' &&
            `${plural(undecided, 'dependency hangs', 'dependencies hang')} on it and on what the evidence does not tell`}
          {state === 'unused' && 'covers services of the case; nothing that it covers was seen'}
          {state === 'unmatched' && 'covers no two services in this window'}
          {state === 'shadowed' && `always overruled by ${shadowedBy.map((id) => `“${ruleOf(id)}”`).join(', ')}`}
        </div>
      </div>
      <div className="finding-evidence">{citation && <Cite citation={citation} />}</div>
    </div>
  );
}
