import type { Audit, AuditKind } from '../../../shared/model/audit.ts';
import { auditKind } from '../../../shared/model/audit.ts';
import { KIND_WORDS } from '../../../shared/audit/words.ts';
import { KindSign } from '../../parts/Sign.tsx';
import { useChoice } from '../../store/store.ts';
import { count } from '../../words/format.ts';
import { chooseAudit } from './choose.ts';

/** How many findings of each kind; a press shows that kind alone, or with others. */
export function KindChips({ audit }: { readonly audit: Audit }) {
  const kinds = useChoice((c) => c.audit.kinds);
  const toggle = (kind: AuditKind) =>
    chooseAudit({ kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind] });
  return (
    <div className="kind-chips" role="group" aria-label="Kinds of findings">
      {auditKind.options.map((kind) => (
        <button
          key={kind}
          type="button"
          className="kind-chip"
          aria-pressed={kinds.includes(kind)}
          disabled={audit.counts[kind] === 0 && !kinds.includes(kind)}
          title={KIND_WORDS[kind].means}
          onClick={() => toggle(kind)}
        >
          <KindSign kind={kind} /> {KIND_WORDS[kind].name} <b>{count(audit.counts[kind])}</b>
        </button>
      ))}
      {kinds.length > 0 && (
        <button type="button" className="button button-link" onClick={() => chooseAudit({ kinds: [] })}>
          All kinds
        </button>
      )}
    </div>
  );
}
