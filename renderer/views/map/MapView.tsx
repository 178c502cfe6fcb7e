import { useMemo } from 'react';
import type { DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import { ordersFrom, reachDownstream } from '../../../shared/map/reach.ts';
import { foldedCount, shownNodes } from '../../derive/fold-tree.ts';
import { isFailing } from '../../derive/health-marks.ts';
import type { HealthMark } from '../../derive/health-marks.ts';
import { useCase, useHealthMarks } from '../../derive/use-case.ts';
import { useComparison } from '../../derive/use-comparison.ts';
import { useTree } from '../../derive/use-tree.ts';
import { Answered } from '../../parts/Answered.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { set, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import type { NodeBadge } from '../../tree/TreeNode.tsx';
import { TreeView } from '../../tree/TreeView.tsx';
import type { TreeActs } from '../../tree/TreeView.tsx';
import { count, plural } from '../../words/format.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { TargetPicker } from '../TargetPicker.tsx';
import { ViewHead } from '../ViewHead.tsx';
import { useHidden } from '../use-hidden.ts';
import { everythingOpen } from './everything-open.ts';
import { CompareBody } from './CompareBody.tsx';
import { CompareExports } from './CompareExports.tsx';
import { MapTable } from './MapTable.tsx';
import { MapTools } from './MapTools.tsx';
import { TreeLegend } from './TreeLegend.tsx';
import { useGroupedMap } from './use-grouped-map.ts';

/** Who depended on whom: what the target reaches, order by order. */
export function MapView() {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const comparing = useChoice((c) => c.against) !== null;
  const services = (useCase().value?.services.length ?? 0) > 0;
  const seenBy = useChoice((c) => c.seenBy);
  const via = seenBy === 'dns' || seenBy === 'connection' ? { via: seenBy } : {};
  const map = useQuery(
    'map.read',
    target === null ? null : { service: target, ...(window === null ? {} : { window }), ...via },
  );
  return (
    <>
      <ViewHead title="Who depended on whom?">
        <TargetPicker />
        <span className="grow" />
        {comparing ? <CompareExports /> : map.value && target !== null && <Extent map={map.value} />}
      </ViewHead>
      {services && <MapTools />}
      {!services || (target === null && !comparing) ? (
        <NeedsTarget />
      ) : comparing || target === null ? (
        <Compared />
      ) : (
        <Answered answer={map} waiting="Reading the map…">
          {(value) => (
            <MapBody key={target} map={seenBy === 'declared' ? declaredPart(value, target) : value} target={target} />
          )}
        </Answered>
      )}
    </>
  );
}

/** What the target reaches over declared dependencies that were seen. */
function declaredPart(map: DependencyMap, target: ServiceId): DependencyMap {
  return reachDownstream({ ...map, dependencies: map.dependencies.filter(({ declared }) => declared) }, target);
}

/** The comparison, or why there is none. */
function Compared() {
  const { problem, answer } = useComparison();
  if (problem !== null) {
    return (
      <EmptyState title={problem.title}>
        <p className="small">{problem.hint}</p>
      </EmptyState>
    );
  }
  return (
    <Answered answer={answer} waiting="Comparing the two windows…">
      {(value) => <CompareBody comparison={value} />}
    </Answered>
  );
}

function Extent({ map }: { readonly map: DependencyMap }) {
  const markOf = useHealthMarks();
  const failing = map.services.filter(({ id }) => isFailing(markOf(id))).length;
  const blind = map.services.filter(({ id }) => markOf(id).mark === 'blind').length;
  const assumed = map.services.filter(({ assumedValid }) => assumedValid).length;
  const words = [
    plural(map.services.length, 'service'),
    plural(map.dependencies.length, 'dependency', 'dependencies'),
    ...(blind > 0 ? [`${count(blind)} without health data`] : []),
    ...(assumed > 0 ? [`${count(assumed)} assumed valid`] : []),
  ].join(' · ');
  return (
    <span className="small cut" title={failing > 0 ? `${count(failing)} failing · ${words}` : words}>
      {failing > 0 && <b className="fail-ink">{count(failing)} failing</b>}
      {failing > 0 && ' · '}
      {words}
    </span>
  );
}

function MapBody({ map: whole, target }: { readonly map: DependencyMap; readonly target: ServiceId }) {
  const mapAs = useChoice((c) => c.mapAs);
  const depth = useChoice((c) => c.depth);
  const filter = useChoice((c) => c.filter);
  const failingOnly = useChoice((c) => c.failingOnly);
  const isFiltered = useChoice((c) => c.grouping.only !== null);
  const { map, root, nameOf, markOf, badgeOf, acts, grouped, isMeant } = useGroupedMap(whole, target);
  const failing = useMemo(
    () => new Set(map.services.filter(({ id }) => isFailing(markOf(id))).map(({ id }) => id)),
    [map, markOf],
  );
  const only = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    if (wanted === '' && !failingOnly && !isFiltered) return null;
    const matches = (id: ServiceId) =>
      (wanted === '' || nameOf(id).toLowerCase().includes(wanted)) && (!failingOnly || failing.has(id)) && isMeant(id);
    return new Set(map.services.map(({ id }) => id).filter(matches));
  }, [map, filter, failingOnly, isFiltered, failing, nameOf, isMeant]);
  const orders = useMemo(() => ordersFrom(map, root), [map, root]);

  if (whole.dependencies.length === 0) {
    return (
      <EmptyState title={`${nameOf(root)} depended on nothing in this window`}>
        <p className="small">
          No lookup by it gave another service. Widen the window, choose another target, or see Evidence for what could
          not be resolved.
        </p>
      </EmptyState>
    );
  }
  const shown = { map, only, depth, nameOf, markOf, acts, grouped };
  if (mapAs === 'table') return <MapTable {...shown} orders={orders} />;
  return <MapTree {...shown} target={root} failing={failing} badgeOf={badgeOf} />;
}

interface MapTreeProps {
  readonly map: DependencyMap;
  readonly target: ServiceId;
  readonly failing: ReadonlySet<ServiceId>;
  readonly only: ReadonlySet<ServiceId> | null;
  readonly depth: number | null;
  readonly nameOf: (node: string) => string;
  readonly markOf: (node: string) => HealthMark;
  readonly badgeOf: (node: string) => NodeBadge | null;
  readonly acts: TreeActs;
  readonly grouped: number;
}

function MapTree({ map, target, failing, only, depth, nameOf, markOf, badgeOf, acts, grouped }: MapTreeProps) {
  const { tree, root } = useTree(map, target, { important: failing, only, depth });
  const shown = [...shownNodes(root)].filter(({ kind }) => kind === 'service').length;
  const folded = foldedCount(root);
  const left = map.services.length - shown - folded;
  const words = [
    grouped > 0 ? `${plural(grouped, 'service')} in groups` : '',
    folded > 0 ? `${plural(folded, 'service')} folded` : '',
    left > 0 ? `${plural(left, 'service')} filtered out` : '',
  ].filter((part) => part !== '');
  useHidden(words.length === 0 ? null : words.join(', '));
  return (
    <>
      <TreeView
        label={`What ${nameOf(target)} depends on`}
        root={root}
        references={tree.references}
        dependencies={map.dependencies}
        markOf={markOf}
        nameOf={nameOf}
        dimmed={(id) => only !== null && !only.has(id)}
        badgeOf={badgeOf}
        acts={acts}
      />
      <TreeLegend
        onUnfold={folded > 0 ? () => set({ expanded: everythingOpen(map) }) : null}
        onFold={() => set({ expanded: {} })}
        witnesses={map.dependencies.some(({ connections = 0 }) => connections > 0)}
      />
    </>
  );
}
