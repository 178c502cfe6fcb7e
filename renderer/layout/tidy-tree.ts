import { hierarchy, tree } from 'd3-hierarchy';

/** Anything with children that is to be placed, and a key that tells it from the others. */
export interface Treelike<T> {
  readonly key: string;
  readonly children: readonly T[];
}

export interface Placed<T> {
  readonly node: T;
  /** Left edge and vertical middle, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly depth: number;
  readonly parent: string | null;
}

export interface TreeLayout<T> {
  readonly placed: readonly Placed<T>[];
  readonly byKey: ReadonlyMap<string, Placed<T>>;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
}

export interface TreeSpacing {
  /** Distance between the left edges of two orders, in pixels. */
  readonly column: number;
  /** Distance between the middles of two siblings, in pixels. */
  readonly row: number;
}

/** A tidy tree (Reingold and Tilford) that grows to the right: a column for each order, siblings below each other. */
export function tidyTree<T extends Treelike<T>>(root: T, { column, row }: TreeSpacing): TreeLayout<T> {
  const shape = tree<T>()
    .nodeSize([row, column])
    .separation((a, b) => (a.parent === b.parent ? 1 : 1.2))(hierarchy(root, (node) => [...node.children]));
  const nodes = shape.descendants();
  const top = Math.min(...nodes.map((node) => node.x));
  const bottom = Math.max(...nodes.map((node) => node.x));
  const columns = Math.max(...nodes.map((node) => node.depth)) + 1;
  const placed = nodes.map((node) => ({
    node: node.data,
    x: node.y,
    y: node.x - top + row / 2,
    depth: node.depth,
    parent: node.parent?.data.key ?? null,
  }));
  return {
    placed,
    byKey: new Map(placed.map((p) => [p.node.key, p])),
    width: columns * column,
    height: bottom - top + row,
    columns,
  };
}
