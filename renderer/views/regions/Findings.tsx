import { useMemo, useRef } from 'react';
import type { RegionReport, Violation } from '../../../shared/model/regions.ts';
import { exceptionText, findingsOf, RULE_STATES, uncheckedTexts } from '../../../shared/compliance/words.ts';
import { findingsToCsv } from '../../../shared/compliance/to-csv.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import { useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { useRowsInSight } from '../../parts/use-rows-in-sight.ts';
import { saveText } from '../../store/documents.ts';
import { select } from '../../store/select.ts';
import { count, plural, stamp } from '../../words/format.ts';

const ROW = 27;

/** How the rules fared, and what ran where a rule does not allow it: one line for each path and rule, only those in sight drawn. */
export function Findings({ report, file }: { readonly report: RegionReport; readonly file: string }) {
  const { violations, exceptions, checks } = report;
  const findings = useMemo(
    () => [...groupBy(violations, ({ rule, path }) => `${rule}\n${path.join('>')}`).values()],
    [violations],
  );
  const expired = exceptions.filter(({ state }) => state === 'expired');
  const unlisted = checks.reduce((sum, check) => sum + check.unlisted, 0);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRowsInSight(scroller, findings.length, ROW);
  const total = findings.length + expired.length + unlisted;
  return (
    <section className="panel findings" aria-label="Findings" ref={scroller}>
      <div className="row">
        <h3>
          {plural(total, 'finding')} against {file}
        </h3>
        <span className="grow" />
        <Button look="link" onClick={() => void saveText(findingsToCsv(report), 'region-findings.csv')}>
          Save findings as CSV…
        </Button>
      </div>
      <Rules report={report} />
      {findingsOf(report) === 0 && (
        <p className="small">Every lookup of this window that could be placed ran where the rules allow it.</p>
      )}
      {expired.length > 0 && (
        <ul>
          {expired.map((one) => (
            <li key={`${one.rule} ${exceptionText(one)}`}>
              <span className="chip chip-fail">expired</span>
              <span>
                Exception of <i>{one.rule}</i>: {exceptionText(one)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {findings.length > 0 && (
        <ul className="findings-list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const finding = findings[item.index];
            return finding ? <Finding key={item.key} finding={finding} top={item.start} /> : null;
          })}
        </ul>
      )}
      {unlisted > 0 && (
        <p className="small">
          {count(unlisted)} more transitive findings over longer paths are counted and not listed; begin with the direct
          ones.
        </p>
      )}
    </section>
  );
}

/** How each rule fared, and what of it could not be checked. */
function Rules({ report: { checks, exceptions } }: { readonly report: RegionReport }) {
  return (
    <ul className="rule-checks">
      {checks.map((check) => {
        const excused = exceptions.filter(({ rule, state }) => rule === check.rule && state === 'in-force');
        return (
          <li key={check.rule}>
            <span className={`chip rule-${check.state}`}>{RULE_STATES[check.state]}</span>
            <span>
              <i>{check.rule}</i> <span className="quiet">governs {plural(check.governed, 'service')}</span>
              {[...uncheckedTexts(check), ...excused.map((one) => `Exception: ${exceptionText(one)}`)].map((text) => (
                <span key={text} className="small rule-remark">
                  {text}
                </span>
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The regions of one path that a rule does not allow; each figure opens the lookups of its last step in that region. */
function Finding({ finding, top }: { readonly finding: readonly Violation[]; readonly top: number }) {
  const nameOf = useNames();
  const [first] = finding;
  if (!first) return null;
  const server = first.path.at(-1) ?? first.service;
  const path = first.path.map(nameOf).join(' → ');
  const regions = finding.map(({ region }) => region).join(', ');
  const whys = finding.map((v) => `${v.why}\n${stamp(v.firstSeen)} – ${stamp(v.lastSeen)}`);
  return (
    <li style={{ transform: `translateY(${top}px)` }} title={[path, ...whys].join('\n')}>
      <span className={first.kind === 'direct' ? 'chip chip-fail' : 'chip chip-degraded'}>{first.kind}</span>
      <span className="cut">
        <b>{path}</b> in {regions}; rule <i>{first.rule}</i>
      </span>
      <span className="row">
        {finding.map(({ region, lookups }) => (
          <button
            key={region}
            type="button"
            className="cite"
            title={`The dependencies behind it, in ${region}`}
            onClick={() => select({ kind: 'cell', service: server, region })}
          >
            {plural(lookups, 'lookup')}
          </button>
        ))}
      </span>
    </li>
  );
}
