import { expect, test } from 'vitest';
import { foldTree, foldedCount, shownNodes } from '../../../renderer/derive/fold-tree.ts';
import type { FoldChoices } from '../../../renderer/derive/fold-tree.ts';
import type { TreeNode } from '../../../shared/map/tree.ts';

const choices: FoldChoices = { expanded: {}, important: new Set(), only: null, depth: null, lines: 20, siblings: 5 };

function fleet(widths: readonly number[], order = 0, id = 'target'): TreeNode {
  const [width = 0, ...rest] = widths;
  const children = Array.from({ length: width }, (_, i) =>
    fleet(rest, order + 1, `${order === 0 ? 's' : `${id}.`}${i}`),
  );
  return { id, order, by: null, children, folded: 0 };
}

const sizeOf = (node: TreeNode): number => 1 + node.children.reduce((sum, child) => sum + sizeOf(child), 0);
const shown = (tree: TreeNode, with_: Partial<FoldChoices> = {}) => foldTree(tree, { ...choices, ...with_ });
const services = (tree: TreeNode, with_: Partial<FoldChoices> = {}): string[] =>
  [...shownNodes(shown(tree, with_))].filter(({ kind }) => kind === 'service').map(({ service }) => service);

test('a small tree is shown whole', () => {
  const tree = fleet([3, 2]);
  expect(services(tree)).toHaveLength(10);
  expect(foldedCount(shown(tree))).toBe(0);
});

test('in a huge tree every service is either shown or counted as folded', () => {
  const tree = fleet([40, 6, 3]);
  const root = shown(tree);
  expect(services(tree).length + foldedCount(root)).toBe(sizeOf(tree));
  expect(services(tree).length).toBeLessThan(40);
});

test('a failing service deep in a huge tree is always in sight, and the way to it', () => {
  expect(services(fleet([40, 6, 3]), { important: new Set(['s39.5.2']) })).toEqual(
    expect.arrayContaining(['target', 's39', 's39.5', 's39.5.2']),
  );
});

test('what the analyst opened stays open and what he folded stays folded', () => {
  const tree = fleet([3, 2]);
  expect(services(tree, { expanded: { s1: false } })).not.toContain('s1.0');
  expect(services(fleet([40]), { expanded: { 'more:target': true } })).toHaveLength(41);
});

test('a filter keeps the services that fit and the way to them', () => {
  expect(services(fleet([3, 2]), { only: new Set(['s2.1']) })).toEqual(['target', 's2', 's2.1']);
});

test('depth cuts the orders below it', () => {
  expect(services(fleet([3, 2]), { depth: 1 })).toEqual(['target', 's0', 's1', 's2']);
});
