import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Micros } from '../model/time.ts';
import { byId, successors } from '../graph/graph.ts';
import { certainGraph } from '../map/follow.ts';
import type { Symptom } from './symptom.ts';
import { RECOVERY_STEP } from './weights.ts';

/** A failing client and a failing server that may explain it; `over` are the services without health data between them. */
export type Link = { readonly client: ServiceId; readonly server: ServiceId; readonly over: readonly ServiceId[] };

/**
 * How much later than its client a server may seem to begin and still explain it: clock skew and one sampling step of
 * either, because one source may stamp a sample with the beginning of its period and the other with the end.
 */
export function tolerance(client: Symptom, server: Symptom, clockSkew: Micros): Micros {
  return clockSkew + client.step + server.step;
}

/** A server explains its client's failure only if it was failing when the client began to fail. */
export function explainsInTime(client: Symptom, server: Symptom, clockSkew: Micros): boolean {
  const allowed = tolerance(client, server, clockSkew);
  return server.intervals.some(
    ({ from, to }) =>
      from <= client.onset + allowed && to >= client.onset - clockSkew - Math.min(client.step, RECOVERY_STEP),
  );
}

/** For each failing service the failing servers that may explain it, directly or over services without health data. */
export function linksBetween(
  map: DependencyMap,
  symptoms: ReadonlyMap<ServiceId, Symptom>,
  watched: ReadonlySet<ServiceId>,
  clockSkew: Micros,
): Map<ServiceId, Link[]> {
  const graph = certainGraph(map);
  const links = new Map<ServiceId, Link[]>();
  for (const [client, symptom] of symptoms) {
    const seen = new Set([client]);
    const open: { at: ServiceId; over: readonly ServiceId[] }[] = [{ at: client, over: [] }];
    const found: Link[] = [];
    for (const { at, over } of open)
      for (const next of successors(graph, at)) {
        if (seen.has(next)) continue;
        seen.add(next);
        const server = symptoms.get(next);
        if (server && explainsInTime(symptom, server, clockSkew)) found.push({ client, server: next, over });
        if (!server && !watched.has(next)) open.push({ at: next, over: [...over, next] });
      }
    links.set(client, found.sort(directFirst));
  }
  return links;
}

function directFirst(a: Link, b: Link): number {
  return a.over.length - b.over.length || byId(a.server, b.server);
}
