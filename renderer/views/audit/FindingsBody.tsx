import { useMemo } from 'react';
import type { Audit, AuditFinding } from '../../../shared/model/audit.ts';
import { auditToJson } from '../../../shared/audit/to-json.ts';
import { auditTable } from '../../../shared/audit/to-table.ts';
import { csvText } from '../../../shared/map/export/csv.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { GroupedList } from '../../parts/GroupedList.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { copyText, saveText } from '../../store/documents.ts';
import { selectDependency, selectRecord } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import { useHidden } from '../use-hidden.ts';
import { arrangeFindings, chosenFindings, findingText } from './arrange-findings.ts';
import { chooseAudit, toggleGroup } from './choose.ts';
import { FindingItem } from './FindingItem.tsx';
import { FindingTools } from './FindingTools.tsx';
import { KindChips } from './KindChips.tsx';
import { Outcome } from './Outcome.tsx';

/** The findings of the window: what they come to, kinds to choose from, and the list. */
export function FindingsBody({ audit }: { readonly audit: Audit }) {
  const choices = useChoice((c) => c.audit);
  const nameOf = useNames();
  const chosen = useMemo(() => chosenFindings(audit.findings, choices, nameOf), [audit, choices, nameOf]);
  const groups = useMemo(() => arrangeFindings(chosen, choices, nameOf), [chosen, choices, nameOf]);
  const folded = groups.reduce((sum, { open, findings }) => sum + (open ? 0 : findings.length), 0);
  const hidden = [
    ...(chosen.length < audit.findings.length
      ? [`${plural(audit.findings.length - chosen.length, 'finding')} filtered out`]
      : []),
    ...(folded > 0 ? [`${plural(folded, 'finding')} folded`] : []),
  ];
  useHidden(hidden.length > 0 ? hidden.join(', ') : null);
  return (
    <div className="audit-body">
      <Outcome audit={audit} />
      <div className="view-tools">
        <KindChips audit={audit} />
      </div>
      <div className="view-tools">
        <FindingTools audit={audit} />
        <span className="grow" />
        <Exports audit={audit} chosen={chosen} />
      </div>
      {chosen.length === 0 ? (
        <EmptyState title="No finding fits">
          <p className="small">{plural(audit.findings.length, 'finding')} of other kinds, services or words.</p>
          <Button onClick={() => chooseAudit({ kinds: [], why: null, service: null, text: '' })}>
            Show all {count(audit.findings.length)}
          </Button>
        </EmptyState>
      ) : (
        <FindingList groups={groups} nameOf={nameOf} />
      )}
    </div>
  );
}

interface FindingListProps {
  readonly groups: ReturnType<typeof arrangeFindings>;
  readonly nameOf: (service: string) => string;
}

function FindingList({ groups, nameOf }: FindingListProps) {
  const selected = useChoice((c) => c.selection);
  const isSelected = ({ client, server }: AuditFinding): boolean =>
    selected?.kind === 'dependency' && selected.client === client && selected.server === server;
  return (
    <div className="panel panel-fill">
      <GroupedList
        label="Findings"
        groups={groups.map(({ key, label, open, findings }) => ({
          key,
          open,
          items: findings,
          head:
            label === null ? null : (
              <>
                <b>{label}</b> <span className="quiet">{count(findings.length)}</span>
              </>
            ),
        }))}
        itemKey={({ kind, client, server }) => `${kind} ${client} ${server}`}
        item={(finding) => <FindingItem finding={finding} />}
        isSelected={isSelected}
        onSelect={({ client, server }) => selectDependency(client, server)}
        onOpen={({ evidence: [first] }) => first && selectRecord(first.citation)}
        onCopy={(finding) => void copyText(findingText(finding, nameOf), 'Finding copied, with its evidence.')}
        onToggle={toggleGroup}
      />
    </div>
  );
}

/** What is shown, folded groups with it, as a file or on the clipboard. */
function Exports({ audit, chosen }: { readonly audit: Audit; readonly chosen: readonly AuditFinding[] }) {
  const services = useCase().value?.services ?? [];
  const rows = () => auditTable(chosen, services);
  const copied = `${plural(chosen.length, 'finding')} copied as a table.`;
  const counts = { ...audit.counts };
  for (const kind of Object.keys(counts) as (keyof typeof counts)[])
    counts[kind] = chosen.filter((one) => one.kind === kind).length;
  return (
    <span className="row">
      <Button
        disabled={chosen.length === 0}
        onClick={() =>
          void copyText(
            rows()
              .map((row) => row.join('\t'))
              .join('\n'),
            copied,
          )
        }
      >
        Copy
      </Button>
      <Button disabled={chosen.length === 0} onClick={() => void saveText(csvText(rows()), 'audit.csv')}>
        Export CSV…
      </Button>
      <Button
        disabled={chosen.length === 0}
        onClick={() =>
          void saveText(JSON.stringify(auditToJson({ ...audit, counts, findings: chosen }), null, 2), 'audit.json')
        }
      >
        Export JSON…
      </Button>
    </span>
  );
}
