import { useMemo } from 'react';
import type { PolicyReport, RuleUse } from '../../../shared/model/policy.ts';
import { verdict as verdicts } from '../../../shared/model/policy.ts';
import { csvText } from '../../../shared/map/export/csv.ts';
import { policiesToJson } from '../../../shared/policy/to-json.ts';
import { verdictTable } from '../../../shared/policy/to-table.ts';
import { usePolicies } from '../../derive/use-audit.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { GroupedList } from '../../parts/GroupedList.tsx';
import { VerdictSign } from '../../parts/Sign.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { addEvidence } from '../../store/case.ts';
import { copyText, saveText } from '../../store/documents.ts';
import { selectDependency, selectRecord } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import { useHidden } from '../use-hidden.ts';
import { AllowList } from './AllowList.tsx';
import { policyGroups, ruleText, verdictText } from './arrange-policies.ts';
import type { PolicyGroup, PolicyLine } from './arrange-policies.ts';
import { chooseAudit, toggleGroup } from './choose.ts';
import { PolicyItem } from './PolicyItem.tsx';
import { RuleTable } from './RuleTable.tsx';
import { ServiceTool } from './ServiceTool.tsx';

/** The policies of the case held against what was seen: by verdict, rule by rule, and the smallest allow-list. */
export function PoliciesBody() {
  const policies = usePolicies();
  const as = useChoice((c) => c.audit.policiesAs);
  return (
    <Answered answer={policies} waiting="Replaying the policies as they were valid…">
      {(report) => (
        <div className="audit-body">
          <div className="view-tools">
            <Choice
              label="Policies as"
              value={as}
              options={[
                { value: 'verdicts', label: 'Verdicts' },
                { value: 'rules', label: 'Rule by rule' },
                { value: 'allow-list', label: 'Smallest allow-list' },
              ]}
              onChange={(value) => chooseAudit({ policiesAs: value })}
            />
            {as === 'verdicts' && <VerdictTools report={report} />}
            <span className="grow" />
            {as !== 'allow-list' && <Exports report={report} />}
          </div>
          {as === 'allow-list' ? (
            <AllowList report={report} />
          ) : report.rules.length === 0 ? (
            <NoPolicies report={report} />
          ) : (
            <>
              <Sentence report={report} />
              {as === 'rules' ? <RuleTable report={report} /> : <Verdicts report={report} />}
            </>
          )}
        </div>
      )}
    </Answered>
  );
}

function VerdictTools({ report }: { readonly report: PolicyReport }) {
  const text = useChoice((c) => c.audit.text);
  return (
    <>
      <ServiceTool services={report.verdicts.flatMap(({ client, server }) => [client, server])} />
      <input
        className="tool-text"
        type="search"
        aria-label="Search policies"
        placeholder="Search policies"
        value={text}
        spellCheck={false}
        onChange={(event) => chooseAudit({ text: event.target.value })}
      />
    </>
  );
}

/** Nothing to judge by: what would be, and what can be done all the same. */
function NoPolicies({ report }: { readonly report: PolicyReport }) {
  const some = useCase().value?.sources.some(({ kind }) => kind.startsWith('policy')) ?? false;
  return (
    <EmptyState title={some ? 'No policy of the case is valid in this window' : 'No policies in this case'}>
      <p className="small">
        Add access rules (allow and deny between services, namespaces, tenants or regions), Kubernetes NetworkPolicies,
        AWS security groups or Istio AuthorizationPolicies:{' '}
        {plural(report.counts['not-covered'], 'dependency', 'dependencies')} would be held against them.
        {report.crossings > 0 && ` ${plural(report.crossings, 'dependency', 'dependencies')} cross between tenants.`}
      </p>
      <div className="row">
        <Button look="main" onClick={() => void addEvidence('files')}>
          Add files…
        </Button>
        <Button onClick={() => chooseAudit({ policiesAs: 'allow-list' })}>See the smallest allow-list</Button>
      </div>
    </EmptyState>
  );
}

function Sentence({ report: { counts, crossings, notes, contestedOnly } }: { readonly report: PolicyReport }) {
  return (
    <div
      className={`outcome outcome-${counts.denied > 0 ? 'fail' : counts.undecided > 0 ? 'plain' : 'good'}`}
      role="status"
    >
      <p className="verdict-counts">
        <b>{plural(crossings, 'crossing')} between tenants</b>
        {verdicts.options.map((one) => (
          <span key={one}>
            <VerdictSign verdict={one} /> {count(counts[one])} {VERDICT_WORDS[one]}
          </span>
        ))}
      </p>
      {(notes.length > 0 || contestedOnly > 0) && (
        <p className="small">
          {[
            ...notes,
            ...(contestedOnly > 0
              ? [`${plural(contestedOnly, 'dependency', 'dependencies')} contested only, and not judged.`]
              : []),
          ].join(' ')}
        </p>
      )}
    </div>
  );
}

const VERDICT_WORDS = {
  denied: 'denied, yet seen',
  undecided: 'cannot be told',
  'not-covered': 'not covered',
  allowed: 'allowed',
} as const;

function Verdicts({ report }: { readonly report: PolicyReport }) {
  const { service, text, folded } = useChoice((c) => c.audit);
  const nameOf = useNames();
  const groups = useMemo(
    () => policyGroups(report, { service, text, folded }, nameOf),
    [report, service, text, folded, nameOf],
  );
  const shut = groups.reduce((sum, { open, lines }) => sum + (open ? 0 : lines.length), 0);
  useHidden(shut > 0 ? `${plural(shut, 'line')} folded` : null);
  if (groups.length === 0) {
    return (
      <EmptyState title="No verdict and no rule fits">
        <Button onClick={() => chooseAudit({ service: null, text: '' })}>Show all</Button>
      </EmptyState>
    );
  }
  return <VerdictList groups={groups} rules={report.rules} nameOf={nameOf} />;
}

interface VerdictListProps {
  readonly groups: readonly PolicyGroup[];
  readonly rules: readonly RuleUse[];
  readonly nameOf: (service: string) => string;
}

function VerdictList({ groups, rules, nameOf }: VerdictListProps) {
  const selection = useChoice((c) => c.selection);
  const said = useMemo(() => new Map(rules.map(({ id, text }) => [id, text])), [rules]);
  const isSelected = (line: PolicyLine): boolean =>
    line.kind === 'verdict'
      ? selection?.kind === 'dependency' &&
        selection.client === line.verdict.client &&
        selection.server === line.verdict.server
      : selection?.kind === 'record' &&
        selection.source === line.rule.citation?.source &&
        selection.line === line.rule.citation.line;
  return (
    <div className="panel panel-fill">
      <GroupedList
        label="Policies"
        groups={groups.map(({ key, label, means, open, lines }) => ({
          key,
          open,
          items: lines,
          head: (
            <>
              <b>{label}</b> <span className="quiet">{count(lines.length)}</span>{' '}
              <span className="small quiet">{means}</span>
            </>
          ),
        }))}
        itemKey={keyOf}
        item={(line) => <PolicyItem line={line} ruleOf={(id) => said.get(id) ?? id} />}
        isSelected={isSelected}
        onSelect={show}
        onOpen={(line) => {
          const cited = line.kind === 'rule' ? line.rule.citation : line.verdict.evidence[0]?.citation;
          if (cited) selectRecord(cited);
        }}
        onCopy={(line) =>
          void copyText(line.kind === 'rule' ? ruleText(line.rule) : verdictText(line.verdict, nameOf), 'Copied.')
        }
        onToggle={toggleGroup}
      />
    </div>
  );
}

function show(line: PolicyLine): void {
  if (line.kind === 'verdict') selectDependency(line.verdict.client, line.verdict.server);
  else if (line.rule.citation) selectRecord(line.rule.citation);
}

function keyOf(line: PolicyLine): string {
  if (line.kind === 'rule') return line.rule.id;
  const { client, server, part, ports, regions, verdict, rules } = line.verdict;
  return JSON.stringify([client, server, verdict, part.from, ports, regions, rules]);
}

/** Every verdict and rule of the window, whatever is filtered. */
function Exports({ report }: { readonly report: PolicyReport }) {
  const services = useCase().value?.services ?? [];
  const none = report.verdicts.length === 0 && report.rules.length === 0;
  return (
    <span className="row">
      <Button
        disabled={none}
        onClick={() => void saveText(csvText(verdictTable(report, services)), 'policy-verdicts.csv')}
      >
        Export CSV…
      </Button>
      <Button
        disabled={none}
        onClick={() => void saveText(JSON.stringify(policiesToJson(report), null, 2), 'policies.json')}
      >
        Export JSON…
      </Button>
    </span>
  );
}
