/** A node's box: left edge, vertical middle, width and height, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The path of a link between two boxes, whichever way it runs. */
export function linkPath(a: Box, b: Box): string {
  if (b.x > a.x) return forwardPath(a, b);
  return b.x === a.x ? besidePath(a, b) : backwardPath(a, b);
}

/** To a later column: from the right edge to the left edge. */
function forwardPath(a: Box, b: Box): string {
  const from = a.x + a.width;
  const middle = (from + b.x) / 2;
  return `M${from},${a.y}C${middle},${a.y} ${middle},${b.y} ${b.x},${b.y}`;
}

/** Within a column: out of the right edge and back into it. */
function besidePath(a: Box, b: Box): string {
  const from = a.x + a.width;
  const to = b.x + b.width;
  const out = Math.max(from, to) + 20;
  return `M${from},${a.y}C${out},${a.y} ${out},${b.y} ${to},${b.y}`;
}

/** To an earlier column: beneath the boxes, so that it does not lie on the link it answers. */
function backwardPath(a: Box, b: Box): string {
  const [x0, y0] = [a.x + a.width / 4, a.y + a.height / 2];
  const [x1, y1] = [b.x + b.width / 2, b.y + b.height / 2];
  const below = Math.max(y0, y1) + 26;
  return `M${x0},${y0}C${x0},${below} ${x1},${below} ${x1},${y1}`;
}
