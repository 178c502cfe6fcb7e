import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import { namesFrom } from './names.ts';
import { graphOf, type Edge, type Graph } from '../graph/graph.ts';

/** True where the dependency was seen for certain: looked up, failed, connected, or carried over from before the window. */
export function isCertain(dependency: Dependency): boolean {
  return dependency.lookups > 0 || dependency.failures > 0 || connectionsOf(dependency) > 0 || dependency.carried;
}

/** Connections that reach into the window; 0 where the map holds none. */
export function connectionsOf(dependency: Dependency): number {
  return dependency.connections ?? 0;
}

/** How often the client needed the server in the window, answered or not: by the witness that saw it more often, since both see the same use. */
export function useOf(dependency: Dependency): number {
  return Math.max(dependency.lookups + dependency.failures, connectionsOf(dependency));
}

/** Services and what each depends on; `dependencies` narrows it, e.g. to those that are certain. */
export function graphOfMap(map: DependencyMap, dependencies: readonly Dependency[] = map.dependencies): Graph {
  const edges = dependencies.map(({ client, server }): Edge => [client, server]);
  return graphOf([...map.services.map(({ id }) => id), ...edges.flat()], edges);
}

/** The graph of the certain dependencies: the one that is followed. Contested-only ones are shown, never followed. */
export function certainGraph(map: DependencyMap): Graph {
  return graphOfMap(map, map.dependencies.filter(isCertain));
}

/** Names of the services of a map by id (namesFrom). */
export function namesOf({ services }: DependencyMap): (id: ServiceId) => string {
  return namesFrom(services);
}
