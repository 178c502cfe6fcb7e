/** Seeded random numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  /** A whole number in [from, to]. */
  between(from: number, to: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Some of the items, each at most once, in random order. */
  sample<T>(items: readonly T[], count: number): T[];
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** An id in the shape of a version 4 UUID. */
  uuid(): string;
  /** A sequence of its own, so that one part of an incident can change without moving the others. */
  fork(label: string): Random;
}

/** Random numbers by the small fast counting generator sfc32, seeded from a text. */
export function seeded(seed: string): Random {
  const next32 = sfc32(seed);
  const next = (): number => next32() / 4294967296;
  const int = (below: number): number => Math.floor(next() * below);
  const hex = (digits: number): string => Array.from({ length: digits }, () => int(16).toString(16)).join('');
  return {
    next,
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(items.length)];
      if (item === undefined) throw new Error('Nothing to pick from.');
      return item;
    },
    sample: (items, count) => {
      const rest = [...items];
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(int(rest.length), 1)).flat();
    },
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + int(4)).toString(16)}${hex(3)}-${hex(12)}`,
    fork: (label) => seeded(`${seed}/${label}`),
  };
}

function sfc32(seed: string): () => number {
  let state = [...seed].reduce((h, c) => Math.imul(h ^ c.charCodeAt(0), 16777619), 2166136261);
  const word = (): number => (state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
  let [a, b, c, d] = [word(), word(), word(), 1] as [number, number, number, number];
  const step = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) step();
  return step;
}
