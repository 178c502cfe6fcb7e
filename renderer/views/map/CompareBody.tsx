import { namesFrom } from '../../../shared/map/names.ts';
import { useMemo, useState } from 'react';
import type { CauseKind, ChangeClass, Comparison } from '../../../shared/model/comparison.ts';
import { CAUSE_NAMES, CAUSES, CLASSES, comparisonInBrief, countsOf } from '../../../shared/comparison/told.ts';
import { ChangeSign } from '../../parts/ChangeSign.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { useChoice } from '../../store/store.ts';
import { count, plural, windowText } from '../../words/format.ts';
import { useHidden } from '../use-hidden.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { ChangeTree } from './ChangeTree.tsx';
import { ServiceChanges } from './ServiceChanges.tsx';

/** Two windows held against each other: what differs, filtered by class and cause, as a table or on the tree. */
export function CompareBody({ comparison }: { readonly comparison: Comparison }) {
  const { dependencies, againstCase } = comparison;
  const mapAs = useChoice((c) => c.mapAs);
  const filter = useChoice((c) => c.filter);
  const target = useChoice((c) => c.target);
  const [left, setLeft] = useState<readonly ChangeClass[]>(['same']);
  const [cause, setCause] = useState<CauseKind | null>(null);
  const counts = useMemo(() => countsOf(dependencies), [dependencies]);
  const nameOf = useMemo(() => namesFrom(comparison.services), [comparison]);
  const wanted = filter.trim().toLowerCase();
  const rows = dependencies.filter(
    (one) =>
      !left.includes(one.change) &&
      (cause === null || one.causes.some(({ kind }) => kind === cause)) &&
      (wanted === '' || `${nameOf(one.client)} ${nameOf(one.server)}`.toLowerCase().includes(wanted)),
  );
  const hidden = dependencies.length - rows.length;
  useHidden(hidden > 0 ? `${plural(hidden, 'dependency', 'dependencies')} not listed` : null);
  const kinds = CAUSES.filter((kind) => dependencies.some(({ causes }) => causes.some((one) => one.kind === kind)));
  const differs = dependencies.length - counts.same;

  return (
    <>
      <p className="compare-brief small" role="status">
        <b>{windowText(comparison.window)}</b> against <b>{windowText(comparison.against)}</b>
        {againstCase && ` of ${againstCase.name}`}: {comparisonInBrief(comparison)}. Rates are per hour of the time that
        the client’s DNS logs cover.
      </p>
      <div className="view-tools">
        <div className="choice" role="group" aria-label="Classes">
          {CLASSES.filter((change) => change !== 'not-observable' || counts[change] > 0).map((change) => (
            <button
              key={change}
              type="button"
              aria-pressed={!left.includes(change)}
              onClick={() => setLeft(left.includes(change) ? left.filter((one) => one !== change) : [...left, change])}
            >
              <ChangeSign change={change} /> {count(counts[change])}
            </button>
          ))}
        </div>
        <label className="tool">
          <span className="quiet">Cause</span>
          <select
            value={cause ?? ''}
            onChange={(event) => setCause(kinds.find((kind) => kind === event.target.value) ?? null)}
          >
            <option value="">any</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {CAUSE_NAMES[kind]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ServiceChanges services={comparison.services} otherCase={againstCase !== null} />
      {differs === 0 && left.includes('same') ? (
        <EmptyState title="Nothing differs">
          <p className="small">
            {dependencies.length === 0
              ? 'Neither window shows a dependency.'
              : `All ${plural(dependencies.length, 'dependency', 'dependencies')} are in both windows, about as often, at the same places. Press “same” to list them.`}
          </p>
        </EmptyState>
      ) : mapAs === 'table' || target === null || comparison.service === null ? (
        <ChangeTable rows={rows} nameOf={nameOf} />
      ) : (
        <ChangeTree comparison={comparison} rows={rows} target={target} nameOf={nameOf} />
      )}
    </>
  );
}
