import { useMemo } from 'react';
import type { DependencyMap, ServiceId } from '../../shared/model/map.ts';
import { dependencyTree } from '../../shared/map/tree.ts';
import { useChoice } from '../store/store.ts';
import { foldTree } from './fold-tree.ts';
import type { FoldChoices } from './fold-tree.ts';

const LINES = 46;
const SIBLINGS = 14;

/** The tree of the target as it is drawn, with what the analyst opened and folded. */
export function useTree(
  map: DependencyMap,
  target: ServiceId,
  choices: Pick<FoldChoices, 'important' | 'only' | 'depth'>,
) {
  const expanded = useChoice((c) => c.expanded);
  const tree = useMemo(() => dependencyTree(map, target), [map, target]);
  const { important, only, depth } = choices;
  const root = useMemo(
    () => foldTree(tree.root, { expanded, important, only, depth, lines: LINES, siblings: SIBLINGS }),
    [tree, expanded, important, only, depth],
  );
  return { tree, root };
}
