import { useMemo, useState } from 'react';
import type { RegionReport } from '../../../shared/model/regions.ts';
import { regionsToCsv } from '../../../shared/compliance/to-csv.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { heatScale } from '../../layout/heat.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { saveText } from '../../store/documents.ts';
import { set, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { plural } from '../../words/format.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { TargetPicker } from '../TargetPicker.tsx';
import { ViewHead } from '../ViewHead.tsx';
import { HeatTable } from './HeatTable.tsx';
import { HeatLegend } from './HeatLegend.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import { Violations } from './Violations.tsx';

export type RowOrder = 'order' | 'name' | 'total';

/** Where it was processed: services by regions, and what is against a rule. */
export function RegionsView() {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const rules = useChoice((c) => c.rules);
  const nameOf = useNames();
  const services = useCase().value?.services ?? [];
  const [by, setBy] = useState<RowOrder>('total');
  const report = useQuery(
    'regions.read',
    target === null
      ? null
      : { service: target, ...(window === null ? {} : { window }), ...(rules === null ? {} : { rules: rules.rules }) },
  );
  const shown = report.value;
  return (
    <>
      <ViewHead title="Where was it processed?">
        <TargetPicker />
        <span className="grow" />
        <Button onClick={() => set({ overlay: 'rules' })}>{rules === null ? 'Rules…' : `Rules: ${rules.file}`}</Button>
        <Button disabled={!shown} onClick={() => shown && void saveText(regionsToCsv(shown, services), 'regions.csv')}>
          Export CSV…
        </Button>
      </ViewHead>
      {target === null ? (
        <NeedsTarget />
      ) : (
        <>
          <div className="view-tools">
            <Choice
              label="Rows by"
              value={by}
              options={[
                { value: 'total', label: 'Most lookups' },
                { value: 'order', label: 'Order' },
                { value: 'name', label: 'Name' },
              ]}
              onChange={setBy}
            />
            <span className="small">{nameOf(target)} and everything it reaches, in lookups</span>
            <span className="grow" />
            {shown && <HeatLegend counts={countsOf(shown)} />}
          </div>
          <Answered answer={report} waiting="Counting lookups by region…">
            {(value) => <RegionsBody report={value} by={by} />}
          </Answered>
        </>
      )}
      <RulesDialog />
    </>
  );
}

function RegionsBody({ report, by }: { readonly report: RegionReport; readonly by: RowOrder }) {
  const rules = useChoice((c) => c.rules);
  const heat = useMemo(() => heatScale(countsOf(report)), [report]);
  if (report.rows.length === 0) {
    return (
      <EmptyState title="Nothing was reached in this window">
        <p className="small">
          The target made no lookup that gave another service. Widen the window or choose another target.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className="regions-body">
      <HeatTable report={report} heat={heat} by={by} />
      {rules !== null && <Violations violations={report.violations} file={rules.file} />}
      {rules === null && (
        <p className="small quiet regions-hint">
          {plural(report.rows.length, 'service')}. Load rules to check them against allowed and forbidden regions.
        </p>
      )}
    </div>
  );
}

const countsOf = ({ rows }: RegionReport): readonly number[] => rows.flatMap(({ counts }) => Object.values(counts));
