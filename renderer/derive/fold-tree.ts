import type { ServiceId } from '../../shared/model/map.ts';
import type { TreeNode } from '../../shared/map/tree.ts';

/** A service of the tree that is shown, or a line that stands for siblings folded away. */
export interface ShownNode {
  readonly key: string;
  readonly kind: 'service' | 'more';
  readonly service: ServiceId;
  readonly order: number;
  /** Null: nothing beneath it. */
  readonly open: boolean | null;
  /** Services beneath it that are not shown. */
  readonly folded: number;
  readonly children: readonly ShownNode[];
}

export interface FoldChoices {
  /** Opened or closed by hand: service ids, and `more:` + id for its folded siblings. */
  readonly expanded: Readonly<Record<string, boolean>>;
  /** Always shown, with all that leads to them. */
  readonly important: ReadonlySet<ServiceId>;
  /** Only these and what leads to them; null: all. */
  readonly only: ReadonlySet<ServiceId> | null;
  /** Orders shown; null: all. */
  readonly depth: number | null;
  /** Nodes are opened by themselves as long as the tree stays within this many lines. */
  readonly lines: number;
  /** Children of one service shown before the others are folded into a line. */
  readonly siblings: number;
}

/** The part of a dependency tree to draw: opened as far as it stays legible, failing paths always, the rest counted. */
export function foldTree(root: TreeNode, choices: FoldChoices): ShownNode {
  const leads = leadingTo(root, choices.important);
  const kept = choices.only === null ? null : leadingTo(root, choices.only);
  const open = openedByItself(root, leads, choices);
  const shown = (node: TreeNode): ShownNode => {
    const within = choices.depth === null || node.order < choices.depth;
    const children = within ? node.children.filter((child) => kept === null || kept.has(child.id)) : [];
    const isOpen = choices.expanded[node.id] ?? (kept !== null || open.has(node.id));
    const base = { key: node.id, kind: 'service' as const, service: node.id, order: node.order };
    if (children.length === 0) return { ...base, open: null, folded: 0, children: [] };
    if (!isOpen) return { ...base, open: false, folded: sizeOf(children), children: [] };
    const all = choices.expanded[`more:${node.id}`] === true || children.length <= choices.siblings + 1;
    const first = all ? children : firstOf(children, leads, choices.siblings);
    const rest = children.filter((child) => !first.includes(child));
    const more: ShownNode[] =
      rest.length === 0
        ? []
        : [
            {
              key: `more:${node.id}`,
              kind: 'more',
              service: node.id,
              order: node.order + 1,
              open: false,
              folded: sizeOf(rest),
              children: [],
            },
          ];
    return { ...base, open: true, folded: 0, children: [...first.map(shown), ...more] };
  };
  return shown(root);
}

/** Every node that is shown, from the target on. */
export function* shownNodes(node: ShownNode): Generator<ShownNode> {
  yield node;
  for (const child of node.children) yield* shownNodes(child);
}

/** How many services the tree folds away. */
export const foldedCount = (root: ShownNode): number =>
  [...shownNodes(root)].reduce((sum, node) => sum + node.folded, 0);

/** Services of the wanted set and every service on the way to them. */
function leadingTo(root: TreeNode, wanted: ReadonlySet<ServiceId>): ReadonlySet<ServiceId> {
  const leads = new Set<ServiceId>();
  const visit = (node: TreeNode): boolean => {
    const below = node.children.filter(visit).length > 0;
    if (below || wanted.has(node.id)) leads.add(node.id);
    return leads.has(node.id);
  };
  visit(root);
  return leads;
}

function openedByItself(
  root: TreeNode,
  leads: ReadonlySet<ServiceId>,
  { lines, siblings }: FoldChoices,
): ReadonlySet<ServiceId> {
  const open = new Set<ServiceId>();
  let room = lines;
  const level = [root];
  for (const node of level) {
    const cost = Math.min(node.children.length, siblings + 1);
    const needed = node.children.some((child) => leads.has(child.id));
    if (node.children.length === 0 || (room < cost && !needed && node !== root)) continue;
    open.add(node.id);
    room -= cost;
    level.push(...node.children);
  }
  return open;
}

function firstOf(children: readonly TreeNode[], leads: ReadonlySet<ServiceId>, limit: number): readonly TreeNode[] {
  const needed = children.filter((child) => leads.has(child.id));
  const others = children.filter((child) => !leads.has(child.id)).slice(0, Math.max(0, limit - needed.length));
  return children.filter((child) => needed.includes(child) || others.includes(child));
}

const sizeOf = (nodes: readonly TreeNode[]): number => nodes.reduce((sum, node) => sum + 1 + sizeOf(node.children), 0);
