import { useMemo } from 'react';
import type { PathStep } from '../../../shared/model/diagnosis.ts';
import type { DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { foldedCount } from '../../derive/fold-tree.ts';
import { useHealthMarks, useNames } from '../../derive/use-case.ts';
import { useTree } from '../../derive/use-tree.ts';
import { TreeView } from '../../tree/TreeView.tsx';
import { plural } from '../../words/format.ts';
import { useHidden } from '../use-hidden.ts';

interface TraceTreeProps {
  readonly map: DependencyMap;
  readonly target: ServiceId;
  readonly path: readonly PathStep[];
  readonly failing: readonly ServiceId[];
  readonly window: TimeWindow;
}

/** The tree of the target with the path of the chosen origin on it; what is bridged without health data is dashed. */
export function TraceTree({ map, target, path, failing, window }: TraceTreeProps) {
  const nameOf = useNames();
  const markOf = useHealthMarks(window);
  const services = useMemo(() => path.map(({ service }) => service), [path]);
  const important = useMemo(() => new Set([...services, ...failing]), [services, failing]);
  const blind = useMemo(() => new Set(path.filter((step) => step.inferred).map(({ service }) => service)), [path]);
  const inferred = useMemo(() => inferredLinks(path), [path]);
  const { tree, root } = useTree(map, target, { important, only: null, depth: null });
  const folded = foldedCount(root);
  useHidden(folded > 0 ? `${plural(folded, 'service')} folded` : null);
  return (
    <TreeView
      label="The failing path"
      root={root}
      references={tree.references}
      dependencies={map.dependencies}
      markOf={markOf}
      nameOf={nameOf}
      path={services}
      inferred={inferred}
      blind={blind}
    />
  );
}

/** Links that touch a bridged service, as `client>server`. */
function inferredLinks(path: readonly PathStep[]): ReadonlySet<string> {
  return new Set(
    path.slice(1).flatMap((step, i) => {
      const before = path[i];
      return before && (before.inferred || step.inferred) ? [`${before.service}>${step.service}`] : [];
    }),
  );
}
