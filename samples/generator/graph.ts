import type { Random } from './random.ts';
import type { Service } from './world.ts';

/** A dependency to be made: how much of the traffic it carries, relative to the others. */
export interface Call {
  readonly client: string;
  readonly server: string;
  readonly weight: number;
}

/**
 * A call graph in the shape of real ones: a few services that most others use, a long tail that few use, one to four
 * dependencies for most clients, a third of the services without any. Calls go from lower to higher index, but for `cycles`
 * loops of two or three services.
 */
export function randomGraph(random: Random, services: readonly Service[], cycles: number): Call[] {
  const calls = new Map<string, Call>();
  const add = (from: Service | undefined, to: Service | undefined): void => {
    if (!from || !to || from === to) return;
    calls.set(`${from.id} ${to.id}`, { client: from.id, server: to.id, weight: 1 + random.int(4) * random.int(6) });
  };
  const last = services.length - 1;
  services.forEach((client, i) => {
    if (i === last || (i > 0 && random.chance(0.3))) return;
    // The popularity of the n-th service from the end falls off as 1/n: a power law with exponent 2 over fan-in.
    for (let n = random.between(1, 4); n > 0; n -= 1) add(client, services[last - zipf(random, last - i)]);
  });
  for (let n = 0; n < cycles; n += 1) {
    const loop = random.sample(services, random.between(2, 3));
    loop.forEach((client, i) => add(client, loop[(i + 1) % loop.length]));
  }
  return [...calls.values()];
}

/** A whole number in [0, below) with weights 1, 1/2, 1/3 … */
function zipf(random: Random, below: number): number {
  const sum = Array.from({ length: below }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0);
  let left = random.next() * sum;
  for (let i = 0; i < below; i += 1) {
    left -= 1 / (i + 1);
    if (left <= 0) return i;
  }
  return Math.max(0, below - 1);
}
