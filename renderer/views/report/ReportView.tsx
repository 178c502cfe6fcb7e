import { useMemo, useRef } from 'react';
import type { Input, ReportSection } from '../../../shared/api.ts';
import { tenantsOf } from '../../../shared/policy/tenant-map.ts';
import { useAttributes } from '../../derive/use-attributes.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { useSize } from '../../parts/use-size.ts';
import { documentInput, saveReport, saveReportPdf } from '../../store/documents.ts';
import { set, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { TargetPicker } from '../TargetPicker.tsx';
import { ViewHead } from '../ViewHead.tsx';

const all: readonly { readonly section: ReportSection; readonly label: string; readonly holds: string }[] = [
  { section: 'evidence', label: 'Evidence', holds: 'every file with its SHA-256, records and rejects' },
  { section: 'map', label: 'Map', holds: 'what the target depends on, order by order' },
  { section: 'trace', label: 'Trace', holds: 'rival origins, for and against' },
  { section: 'plan', label: 'Plan', holds: 'waves with tick boxes and sign-off lines' },
  { section: 'regions', label: 'Regions', holds: 'the heatmap and what is against the rules' },
  { section: 'heartbeats', label: 'Heartbeats', holds: 'who fell silent, where the case has heartbeats' },
  { section: 'audit', label: 'Audit', holds: 'where witnesses, declarations and policies disagree' },
];

/** What goes on paper: sections, a preview, HTML and PDF. */
export function ReportView() {
  const target = useChoice((c) => c.target);
  const sections = useChoice((c) => c.sections);
  const tenant = useChoice((c) => c.reportTenant);
  const input = useDocumentInput();
  const html = useQuery('report.html', sections.length === 0 ? null : input);
  const toggle = (section: ReportSection) =>
    set({
      sections: all
        .map((entry) => entry.section)
        .filter((s) => (s === section ? !sections.includes(s) : sections.includes(s))),
    });
  return (
    <>
      <ViewHead title="What goes on paper?">
        <TargetPicker />
        <span className="grow" />
        <Button disabled={!html.value} onClick={() => void saveReport()}>
          Save HTML…
        </Button>
        <Button look="main" disabled={!html.value} onClick={() => void saveReportPdf()}>
          Save PDF…
        </Button>
      </ViewHead>
      {target === null ? (
        <NeedsTarget />
      ) : (
        <div className="report">
          <div className="report-choices">
            <ForTenant />
            <fieldset className="report-sections">
              <legend>
                <span className="eyebrow">Sections</span>
              </legend>
              {all.map(({ section, label, holds }) => (
                <label key={section}>
                  <input type="checkbox" checked={sections.includes(section)} onChange={() => toggle(section)} />
                  <b>{label}</b>
                  <span className="small">{holds}</span>
                </label>
              ))}
              <p className="small quiet">
                One self-contained file, with the digest of the case and the completeness statement on every page.
              </p>
            </fieldset>
          </div>
          {sections.length === 0 ? (
            <EmptyState title="Choose at least one section" />
          ) : (
            <Written key={tenant ?? ''} input={input} />
          )}
        </div>
      )}
    </>
  );
}

/** The report as it is written; one for another tenant is never what stands in sight meanwhile. */
function Written({ input }: { readonly input: Input<'report.html'> | null }) {
  return (
    <Answered answer={useQuery('report.html', input)} waiting="Writing the report…">
      {(value) => <Preview html={value.html} />}
    </Answered>
  );
}

/** For whom the report is: all, or one tenant, who is to read no name of another. */
function ForTenant() {
  const chosen = useChoice((c) => c.reportTenant);
  const known = useAttributes().value;
  const tenants = known ? tenantsOf(known.attributes) : [];
  if (tenants.length === 0 && chosen === null) return null;
  const all = [...new Set([...tenants, ...(chosen === null ? [] : [chosen])])];
  return (
    <div className="report-for">
      <span className="eyebrow">For</span>
      <select
        aria-label="For"
        value={chosen ?? ''}
        onChange={(event) => set({ reportTenant: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">all tenants</option>
        {all.map((one) => (
          <option key={one} value={one}>
            {one} alone
          </option>
        ))}
      </select>
      {chosen !== null && <p className="small">Other tenants are not named; the last page says what is left out.</p>}
    </div>
  );
}

/** Width of the page in the preview, in pixels: A4 with its margins. */
const PAGE = 794;

/** The report as a page that fits the room there is, made smaller where the room is narrow. */
function Preview({ html }: { readonly html: string }) {
  const room = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(room);
  const scale = Math.min(1, width / PAGE);
  return (
    <div className="report-preview" ref={room}>
      {width > 0 && (
        <iframe
          title="Preview of the report"
          sandbox=""
          srcDoc={html}
          style={{ width: width / scale, height: height / scale, transform: `scale(${scale})` }}
        />
      )}
    </div>
  );
}

function useDocumentInput(): Input<'report.html'> | null {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const rules = useChoice((c) => c.rules);
  const scope = useChoice((c) => c.scope);
  const plan = useChoice((c) => c.plan);
  const sections = useChoice((c) => c.sections);
  const tenant = useChoice((c) => c.reportTenant);
  return useMemo(
    () => documentInput({ target, window, rules, scope, plan }, sections, tenant),
    [target, window, rules, scope, plan, sections, tenant],
  );
}
