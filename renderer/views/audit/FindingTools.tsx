import type { Audit } from '../../../shared/model/audit.ts';
import { auditReason } from '../../../shared/model/audit.ts';
import { WHY_WORDS } from '../../../shared/audit/words.ts';
import { SelectTool } from '../../parts/SelectTool.tsx';
import type { FindingGroup, FindingSort } from '../../store/audit-choices.ts';
import { useChoice } from '../../store/store.ts';
import { chooseAudit } from './choose.ts';
import { ServiceTool } from './ServiceTool.tsx';

const GROUPS: readonly (readonly [FindingGroup, string])[] = [
  ['kind', 'kind'],
  ['why', 'reason'],
  ['client', 'client'],
  ['server', 'server'],
  ['none', 'no groups'],
];
const SORTS: readonly (readonly [FindingSort, string])[] = [
  ['weight', 'weight'],
  ['uses', 'most used'],
  ['last', 'last seen'],
  ['client', 'client'],
  ['server', 'server'],
];

/** Which findings are shown, in which groups and order. */
export function FindingTools({ audit }: { readonly audit: Audit }) {
  const { why, group, sort, text } = useChoice((c) => c.audit);
  const there = new Set(audit.findings.map((one) => one.why));
  const reasons = auditReason.options.filter((one) => there.has(one) || one === why);
  return (
    <>
      <SelectTool label="Group by" value={group} options={GROUPS} onChange={(value) => chooseAudit({ group: value })} />
      <SelectTool label="Sort by" value={sort} options={SORTS} onChange={(value) => chooseAudit({ sort: value })} />
      <SelectTool
        label="Reason"
        value={why ?? 'any'}
        options={[['any', 'any'] as const, ...reasons.map((one) => [one, WHY_WORDS[one]] as const)]}
        onChange={(value) => chooseAudit({ why: value === 'any' ? null : value })}
      />
      <ServiceTool services={audit.findings.flatMap(({ client, server }) => [client, server])} />
      <input
        className="tool-text"
        type="search"
        aria-label="Search findings"
        placeholder="Search findings"
        value={text}
        spellCheck={false}
        onChange={(event) => chooseAudit({ text: event.target.value })}
      />
    </>
  );
}
