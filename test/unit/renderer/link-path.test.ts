import { expect, test } from 'vitest';
import { linkPath } from '../../../renderer/layout/link-path.ts';

const box = (x: number, y: number) => ({ x, y, width: 100 });

test('a dependency of the next order leaves on the right and arrives on the left', () => {
  expect(linkPath(box(0, 10), box(140, 50))).toBe('M100,10C120,10 120,50 140,50');
});

test('a dependency back to an earlier order goes around the boxes and arrives on the right', () => {
  expect(linkPath(box(140, 50), box(0, 10))).toBe('M240,50C262,50 262,10 100,10');
});
