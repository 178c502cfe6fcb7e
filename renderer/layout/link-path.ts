/** A node's box: left edge, vertical middle, width. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The path of a link from the right edge of `a` to the left edge of `b`, where `b` stands in a later column. */
export function forwardPath(a: Box, b: Box): string {
  const from = a.x + a.width;
  const middle = (from + b.x) / 2;
  return `M${from},${a.y}C${middle},${a.y} ${middle},${b.y} ${b.x},${b.y}`;
}

/** The path of a link to the same or an earlier column: it leaves and arrives on the right, around the boxes. */
export function backwardPath(a: Box, b: Box): string {
  const from = a.x + a.width;
  const to = b.x + b.width;
  const out = Math.max(from, to) + 22;
  return `M${from},${a.y}C${out},${a.y} ${out},${b.y} ${to},${b.y}`;
}

/** The path of a link between two boxes, whichever way it runs. */
export const linkPath = (a: Box, b: Box): string => (b.x > a.x ? forwardPath(a, b) : backwardPath(a, b));
