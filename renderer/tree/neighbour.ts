import type { ShownNode } from '../derive/fold-tree.ts';
import type { TreeLayout } from '../layout/tidy-tree.ts';

/** The node an arrow key leads to: right the first child, left the parent, up and down the neighbour of the same order. */
export function neighbour(layout: TreeLayout<ShownNode>, from: string, key: string): string | null {
  const place = layout.byKey.get(from);
  if (!place) return null;
  const column = layout.placed.filter(({ depth }) => depth === place.depth).toSorted((a, b) => a.y - b.y);
  const at = column.indexOf(place);
  switch (key) {
    case 'ArrowRight':
      return place.node.children[0]?.key ?? null;
    case 'ArrowLeft':
      return place.parent;
    case 'ArrowDown':
      return column[at + 1]?.node.key ?? null;
    case 'ArrowUp':
      return column[at - 1]?.node.key ?? null;
    case 'Home':
      return layout.placed[0]?.node.key ?? null;
    case 'End':
      return column.at(-1)?.node.key ?? null;
    default:
      return null;
  }
}
