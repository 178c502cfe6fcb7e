import { expect, test } from 'vitest';
import { tidyTree } from '../../../renderer/layout/tidy-tree.ts';

interface Node {
  readonly key: string;
  readonly children: readonly Node[];
}

const node = (key: string, ...children: Node[]): Node => ({ key, children });
const fleet = node('target', node('a', node('a1'), node('a2'), node('a3')), node('b'), node('c', node('c1')));

test('each order of the tree stands in a column of its own', () => {
  const { placed, columns, width } = tidyTree(fleet, { column: 200, row: 30 });
  expect(columns).toBe(3);
  expect(width).toBe(600);
  expect(placed.map(({ node: { key }, x }) => [key, x])).toEqual([
    ['target', 0],
    ['a', 200],
    ['b', 200],
    ['c', 200],
    ['a1', 400],
    ['a2', 400],
    ['a3', 400],
    ['c1', 400],
  ]);
});

test('no two services of an order stand nearer than a row, and all stand within the height', () => {
  const { placed, height } = tidyTree(fleet, { column: 200, row: 30 });
  for (const depth of [0, 1, 2]) {
    const heights = placed.filter((p) => p.depth === depth).map(({ y }) => y);
    const sorted = heights.toSorted((a, b) => a - b);
    for (const [i, y] of sorted.entries()) {
      expect(y).toBeGreaterThanOrEqual(15);
      expect(y).toBeLessThanOrEqual(height - 15);
      if (i > 0) expect(y - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(30);
    }
  }
});

test('a service stands at the middle of what it depends on', () => {
  const { byKey } = tidyTree(fleet, { column: 200, row: 30 });
  expect(byKey.get('a')?.y).toBe(byKey.get('a2')?.y);
  expect(byKey.get('a')?.parent).toBe('target');
});
