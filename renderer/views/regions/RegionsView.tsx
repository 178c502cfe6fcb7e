import { useMemo } from 'react';
import type { RegionReport, RegionRule } from '../../../shared/model/regions.ts';
import { flowsToCsv, regionsToCsv } from '../../../shared/compliance/to-csv.ts';
import { unheardText } from '../../../shared/compliance/words.ts';
import { regionsToJson } from '../../../shared/compliance/to-json.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { printRegions, saveText } from '../../store/documents.ts';
import { set, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { plural } from '../../words/format.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { TargetPicker } from '../TargetPicker.tsx';
import { useHidden } from '../use-hidden.ts';
import { ViewHead } from '../ViewHead.tsx';
import { arrange } from './arrange.ts';
import type { HeatLine } from './arrange.ts';
import { columnsOf } from './columns.ts';
import { FlowTable } from './FlowTable.tsx';
import { HeatLegend } from './HeatLegend.tsx';
import { HeatTable } from './HeatTable.tsx';
import { RegionTools } from './RegionTools.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import { Findings } from './Findings.tsx';

/** Where it was processed: services by regions, region by region, and what is against a rule. */
export function RegionsView() {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const rules = useChoice((c) => c.rules);
  const choices = useChoice((c) => c.regions);
  const nameOf = useNames();
  const report = useQuery(
    'regions.read',
    target === null
      ? null
      : { service: target, ...(window === null ? {} : { window }), ...(rules === null ? {} : { rules: rules.rules }) },
  );
  const shown = report.value;
  const lines = useMemo(() => (shown ? arrange(shown, choices, nameOf) : []), [shown, choices, nameOf]);
  const groups = lines.filter(({ row }) => row === null).map(({ key }) => key);
  useHidden(shown ? hiddenWords(shown, lines, choices.show) : null);
  return (
    <>
      <ViewHead title="Where was it processed?">
        <TargetPicker />
        <span className="grow" />
        <Button className="cut" title={rules?.file} onClick={() => set({ overlay: 'rules' })}>
          {rules === null ? 'Rules…' : `Rules: ${rules.file}`}
        </Button>
        <Export report={shown} />
      </ViewHead>
      {target === null ? (
        <NeedsTarget />
      ) : (
        <>
          <div className="view-tools">
            <RegionTools report={shown} groups={groups} />
          </div>
          <Answered answer={report} waiting="Counting lookups by region…">
            {(value) => <RegionsBody report={value} lines={lines} />}
          </Answered>
        </>
      )}
      <RulesDialog />
    </>
  );
}

/** CSV of what is shown, services or flows; all of it as JSON and on paper. */
function Export({ report }: { readonly report: RegionReport | undefined }) {
  const { show, weight } = useChoice((c) => c.regions);
  const services = useCase().value?.services ?? [];
  const save = (value: RegionReport) =>
    show === 'services'
      ? saveText(regionsToCsv(value, services, weight), 'regions.csv')
      : saveText(flowsToCsv(value), 'region-flows.csv');
  return (
    <>
      <Button disabled={!report} onClick={() => report && void save(report)}>
        CSV…
      </Button>
      <Button
        disabled={!report}
        onClick={() => report && void saveText(JSON.stringify(regionsToJson(report), null, 2), 'regions.json')}
      >
        JSON…
      </Button>
      <Button disabled={!report} onClick={() => void printRegions()}>
        Print…
      </Button>
    </>
  );
}

function RegionsBody({ report, lines }: { readonly report: RegionReport; readonly lines: readonly HeatLine[] }) {
  const rules = useChoice((c) => c.rules);
  const { show, filter, weight } = useChoice((c) => c.regions);
  const columns = useMemo(() => columnsOf(report), [report]);
  if (report.rows.length === 0) {
    return (
      <EmptyState title={report.logs === 'covered' ? 'Nothing was reached in this window' : 'Not observable'}>
        <p className="small">
          {report.logs === 'covered'
            ? 'The target made no lookup that gave another service. Widen the window or choose another target.'
            : `About the target, ${unheardText(report.logs)}. Choose another window, or add a log that hears it.`}
        </p>
      </EmptyState>
    );
  }
  const flows = show === 'flows';
  const figures = flows ? report.flows.map((flow) => flow[weight]) : lines.flatMap(({ cells }) => Object.values(cells));
  return (
    <div className="regions-body">
      <div className="regions-line small">
        <Sentence report={report} />
        <span className="grow" />
        <HeatLegend counts={figures} flows={flows} />
      </div>
      {flows ? (
        <FlowTable report={report} />
      ) : lines.length === 0 ? (
        <EmptyState title={`No service is called like “${filter}”`}>
          <Button onClick={() => set((c) => ({ regions: { ...c.regions, filter: '' } }))}>Show all services</Button>
        </EmptyState>
      ) : (
        <HeatTable report={report} lines={lines} columns={columns} />
      )}
      {rules !== null &&
        (isJudgedBy(report, rules.rules) ? (
          <Findings report={report} file={rules.file} />
        ) : (
          <p className="small quiet regions-hint" role="status">
            Checking {rules.file}…
          </p>
        ))}
      {rules === null && (
        <p className="small quiet regions-hint">
          Load rules to check {plural(report.rows.length, 'service')} against allowed and forbidden regions.
        </p>
      )}
    </div>
  );
}

/** Whether the answer is about these rules, or still about those before them. */
const isJudgedBy = (report: RegionReport, rules: readonly RegionRule[]): boolean =>
  JSON.stringify(report.rules) === JSON.stringify(rules);

/** What is counted, and where no inventory says where anything ran, that. */
function Sentence({ report }: { readonly report: RegionReport }) {
  const nameOf = useNames();
  if (report.regions.length === 0)
    return <span>Nothing that {nameOf(report.target)} reaches was answered in this window: no cell has a figure.</span>;
  if (report.regions.every((region) => region === 'unknown'))
    return (
      <span className="degraded-ink">
        No inventory of this case gives a region for what was answered. Add an IP inventory with regions, or a VM
        inventory with locations.
      </span>
    );
  return <span>{nameOf(report.target)} and everything it reaches</span>;
}

function hiddenWords(report: RegionReport, lines: readonly HeatLine[], show: 'services' | 'flows'): string | null {
  if (show === 'flows') return null;
  const kept = new Set(lines.flatMap(({ services }) => services)).size;
  const folded = lines
    .filter(({ row, open }) => row === null && !open)
    .reduce((sum, { services }) => sum + services.length, 0);
  const words = [
    ...(kept < report.rows.length ? [`${plural(report.rows.length - kept, 'service')} filtered out`] : []),
    ...(folded > 0 ? [`${plural(folded, 'service')} folded`] : []),
  ];
  return words.length > 0 ? words.join(', ') : null;
}
