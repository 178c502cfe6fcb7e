import { expect, test } from 'vitest';
import { linkPath } from '../../../renderer/layout/link-path.ts';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 26 });

test('a dependency of the next order leaves on the right and arrives on the left', () => {
  expect(linkPath(box(0, 10), box(140, 50))).toBe('M100,10C120,10 120,50 140,50');
});

test('a dependency within an order leaves and arrives on the right', () => {
  expect(linkPath(box(140, 50), box(140, 90))).toBe('M240,50C260,50 260,90 240,90');
});

test('a dependency back to an earlier order runs beneath the boxes, apart from the one it answers', () => {
  const there = linkPath(box(0, 10), box(140, 10));
  const back = linkPath(box(140, 10), box(0, 10));
  expect(there).toBe('M100,10C120,10 120,10 140,10');
  expect(back).toBe('M165,23C165,49 50,49 50,23');
});
