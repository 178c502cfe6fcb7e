import { useMemo } from 'react';
import type { Comparison, ComparedUse, DependencyChange } from '../../../shared/model/comparison.ts';
import type { Dependency, DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import { foldedCount } from '../../derive/fold-tree.ts';
import { useHealthMarks } from '../../derive/use-case.ts';
import { useTree } from '../../derive/use-tree.ts';
import { Button } from '../../parts/Button.tsx';
import { ChangeSign } from '../../parts/ChangeSign.tsx';
import { set, useChoice } from '../../store/store.ts';
import { TreeView } from '../../tree/TreeView.tsx';
import { everythingOpen } from './everything-open.ts';

interface ChangeTreeProps {
  readonly comparison: Comparison;
  /** The changes that are listed: the others are shown faintly. */
  readonly rows: readonly DependencyChange[];
  readonly target: ServiceId;
  readonly nameOf: (service: ServiceId) => string;
}

/** What the target reaches in either window, with what was added, is gone, moved and changed marked on links and services. */
export function ChangeTree({ comparison, rows, target, nameOf }: ChangeTreeProps) {
  const depth = useChoice((c) => c.depth);
  const markOf = useHealthMarks(comparison.window);
  const map = useMemo(() => union(comparison), [comparison]);
  const changes = useMemo(
    () => new Map(comparison.dependencies.map((one) => [`${one.client}>${one.server}`, one.change])),
    [comparison],
  );
  const services = useMemo(() => new Map(comparison.services.map(({ id, change }) => [id, change])), [comparison]);
  const touched = useMemo(() => new Set(rows.flatMap(({ client, server }) => [client, server])), [rows]);
  const { tree, root } = useTree(map, target, { important: touched, only: null, depth });
  const folded = foldedCount(root);
  return (
    <>
      <TreeView
        label={`What ${nameOf(target)} depends on in either window`}
        root={root}
        references={tree.references}
        dependencies={map.dependencies}
        markOf={markOf}
        nameOf={nameOf}
        changeOf={(client, server) => changes.get(`${client}>${server}`) ?? 'same'}
        badgeOf={(service) => {
          const change = services.get(service);
          return change === 'added' || change === 'gone' ? change : null;
        }}
        dimmed={(id) => !touched.has(id) && id !== target}
      />
      <div className="tree-legend small">
        {(['added', 'gone', 'moved', 'changed'] as const).map((change) => (
          <span key={change}>
            <svg width="26" height="8" className={`link link-${change}`} aria-hidden="true">
              <path className="link-line" d="M0,4H26" />
            </svg>{' '}
            <ChangeSign change={change} />
          </span>
        ))}
        <span className="quiet">select a line or a service for its causes</span>
        <span className="grow" />
        {folded > 0 ? (
          <Button onClick={() => set({ expanded: everythingOpen(map) })}>Open all</Button>
        ) : (
          <Button onClick={() => set({ expanded: {} })}>Fold</Button>
        )}
      </div>
    </>
  );
}

/** Both windows as one map: counts of the window, and of the other where it is not seen in it. */
function union({ window, services, dependencies }: Comparison): DependencyMap {
  return {
    window,
    services: services.map(({ id, name }) => ({ id, name, regions: [], instances: 0, parent: null })),
    dependencies: dependencies.map((one): Dependency => {
      const { lookups, contested, failures, firstSeen, lastSeen, regions } = shownUse(one);
      return {
        client: one.client,
        server: one.server,
        lookups,
        contested,
        failures,
        firstSeen: firstSeen ?? window.from,
        lastSeen: lastSeen ?? window.from,
        regions,
        carried: false,
      };
    }),
    lookups: {
      total: 0,
      resolved: 0,
      self: 0,
      unresolved: { 'unknown-client': 0, 'no-answer': 0, contested: 0, unowned: 0, 'unknown-address': 0 },
      noAnswer: {},
    },
  };
}

const shownUse = ({ change, window, against }: DependencyChange): ComparedUse => (change === 'gone' ? against : window);
