import { byId } from '../../shared/graph/graph.ts';
import { groupBy } from '../../shared/graph/group.ts';
import type { Recorded } from './recorded.ts';

/** The simple rankings that a method must be compared with, over the same events; ties by name. */
export const NAIVE: Readonly<Record<string, (recorded: Recorded, late: number) => readonly string[]>> = {
  'deepest failing dependency': deepest,
  'highest severity': (recorded) => ranked(recorded, (marks) => -Math.max(...marks.map(({ severity }) => severity))),
  'first onset': (recorded, late) =>
    ranked(recorded, (marks) => Math.min(...marks.map(({ at }) => Math.max(at, late > 0 ? recorded.from + late : at)))),
};

type Marks = Recorded['marks'];

function ranked({ marks }: Recorded, keyOf: (own: Marks) => number): string[] {
  const services = [...groupBy(marks, ({ service }) => service)];
  const keyed = services.map(([service, own]) => ({ service, key: keyOf(own) }));
  return keyed.sort((a, b) => a.key - b.key || byId(a.service, b.service)).map(({ service }) => service);
}

/** Walks from the target over failing services; those that lead to no further one, the deepest first, then the others. */
function deepest({ marks, edges, target }: Recorded): string[] {
  const failing = new Set(marks.map(({ service }) => service));
  const next = groupBy(
    edges.filter(([client, server]) => failing.has(client) && failing.has(server)),
    ([client]) => client,
  );
  const depths = new Map([[target, 0]]);
  for (const [at, depth] of depths)
    for (const [, server] of next.get(at) ?? []) if (!depths.has(server)) depths.set(server, depth + 1);
  const leads = (service: string) =>
    (next.get(service) ?? []).some(([, server]) => (depths.get(server) ?? 0) > (depths.get(service) ?? 0));
  return [...depths]
    .sort(([a, x], [b, y]) => Number(leads(a)) - Number(leads(b)) || y - x || byId(a, b))
    .map(([service]) => service);
}
