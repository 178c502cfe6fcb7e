import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import { condense } from '../graph/condense.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { certainGraph, isCertain, useOf } from './follow.ts';
import { ordersFrom } from './reach.ts';

/** A service at its place in the dependency tree. */
export type TreeNode = {
  readonly id: ServiceId;
  /** Distance from the target; the target has 0. */
  readonly order: number;
  /** The dependency that places it under its parent; null at the target. */
  readonly by: Dependency | null;
  /** Strongest dependency first. */
  readonly children: readonly TreeNode[];
  /** How many services are folded away beneath it. */
  readonly folded: number;
};

/** A dependency that the tree shows as a reference, because its server already has its place elsewhere. */
export type TreeReference = {
  readonly dependency: Dependency;
  /** Client and server reach each other. */
  readonly cycle: boolean;
};

export type DependencyTree = { readonly root: TreeNode; readonly references: readonly TreeReference[] };

/**
 * What the target reaches, as a tree: each service once, at its order, under the client of the previous order that uses
 * it most; all other dependencies between shown services as references. Only services in `expanded` show their
 * children; left out, all do.
 */
export function dependencyTree(
  map: DependencyMap,
  target: ServiceId,
  expanded?: ReadonlySet<ServiceId>,
): DependencyTree {
  const orders = ordersFrom(map, target);
  const inside = map.dependencies.filter(({ client, server }) => orders.has(client) && orders.has(server));
  const byParent = groupBy(parentDependencies(inside, orders).values(), ({ client }) => client);

  const size = new Map<ServiceId, number>();
  const nodes = new Map<ServiceId, TreeNode>();
  for (const [id, order] of [...orders].reverse()) {
    const below = [...(byParent.get(id) ?? [])].sort(strongestFirst);
    const count = below.reduce((sum, { server }) => sum + 1 + (size.get(server) ?? 0), 0);
    size.set(id, count);
    const shown = expanded === undefined || expanded.has(id);
    const children = shown ? below.flatMap((by) => placed(nodes.get(by.server), by)) : [];
    nodes.set(id, { id, order, by: null, children, folded: shown ? 0 : count });
  }
  const root = nodes.get(target) ?? { id: target, order: 0, by: null, children: [], folded: 0 };
  return { root, references: references(map, inside, root) };
}

function placed(node: TreeNode | undefined, by: Dependency): TreeNode[] {
  return node ? [{ ...node, by }] : [];
}

/** For each service the dependency that places it in the tree. */
function parentDependencies(inside: readonly Dependency[], orders: ReadonlyMap<ServiceId, number>) {
  const parents = new Map<ServiceId, Dependency>();
  for (const dependency of inside.filter(isCertain).sort(strongestFirst)) {
    const { client, server } = dependency;
    if (orders.get(server) === (orders.get(client) ?? 0) + 1 && !parents.has(server)) parents.set(server, dependency);
  }
  return parents;
}

function references(map: DependencyMap, inside: readonly Dependency[], root: TreeNode): TreeReference[] {
  const shown = new Set<ServiceId>();
  const drawn = new Set<Dependency>();
  const open = [root];
  for (const node of open) {
    shown.add(node.id);
    if (node.by) drawn.add(node.by);
    open.push(...node.children);
  }
  const { componentOf } = condense(certainGraph(map));
  return inside
    .filter((dependency) => !drawn.has(dependency) && shown.has(dependency.client) && shown.has(dependency.server))
    .map((dependency) => ({
      dependency,
      cycle: componentOf.get(dependency.client) === componentOf.get(dependency.server),
    }));
}

function strongestFirst(a: Dependency, b: Dependency): number {
  return (
    Number(a.carried) - Number(b.carried) || useOf(b) - useOf(a) || byId(a.server, b.server) || byId(a.client, b.client)
  );
}
