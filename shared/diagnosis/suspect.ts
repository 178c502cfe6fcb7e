import type { ServiceId } from '../model/map.ts';
import { successors } from '../graph/graph.ts';
import { reach } from '../graph/reach.ts';
import { clientsOf, explanationOf, type Candidate } from './candidate.ts';
import type { Scene } from './scene.ts';
import type { Symptom } from './symptom.ts';
import type { Way } from './ways.ts';
import { WELL_EXPLAINED } from './weights.ts';

/** A service without any alarm, directly below failing services that nothing else explains well. */
export type Suspect = {
  readonly service: ServiceId;
  readonly way: Way;
  /** The failing clients that it would explain, the least explained first. */
  readonly clients: readonly Symptom[];
  /** Failing services that the failures join up with. */
  readonly of: number;
  /** How much of the failures joined to the target it would explain, 0 to 1. */
  readonly share: number;
  /** Services that it reaches without passing a failing one: the fault may be any of them. */
  readonly beneath: number;
  /** It has health data, and no alarm in it. */
  readonly watched: boolean;
  readonly lookups: Candidate['lookups'];
  readonly otherClients: Candidate['clients'];
};

/** The services without an alarm that failing services look up. */
export function suspectsOf(scene: Scene): Suspect[] {
  const left = [...scene.symptoms.values()]
    .filter(({ service }) => scene.ways.get(service)?.apart === null)
    .map((client) => ({ client, rest: (1 - (explanationOf(scene, client)?.strength ?? 0)) * client.news }))
    .filter(({ rest }) => rest > 1 - WELL_EXPLAINED);
  const total = left.reduce((sum, { rest }) => sum + rest, 0);
  const found = new Map<ServiceId, { client: Symptom; rest: number }[]>();
  for (const one of left)
    for (const server of successors(scene.graph, one.client.service))
      if (!scene.failing.has(server)) found.set(server, [...(found.get(server) ?? []), one]);
  return [...found].flatMap(([service, clients]) => {
    const sorted = clients.sort((a, b) => b.rest - a.rest);
    const way = scene.ways.get(sorted[0]?.client.service ?? '');
    if (!way) return [];
    const { lookups, clients: otherClients } = clientsOf(scene, service);
    return {
      service,
      way: { ...way, path: [...way.path, service] },
      clients: sorted.map(({ client }) => client),
      of: scene.concerned.length,
      share: total === 0 ? 0 : sorted.reduce((sum, { rest }) => sum + rest, 0) / total,
      beneath: [...reach(scene.graph, service).keys()].filter((id) => !scene.failing.has(id)).length - 1,
      watched: scene.watched.has(service),
      lookups,
      otherClients,
    };
  });
}
