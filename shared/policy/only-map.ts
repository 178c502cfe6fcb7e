import type { Attribute, AttributeKind } from '../model/policy.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import type { Pair } from '../map/pairs.ts';
import { byService } from './attributes.ts';

/** A value of an attribute, e.g. the namespace `shop`. */
export interface AttributeValue {
  readonly by: AttributeKind;
  readonly value: string;
}

/** What the services have of an attribute, by name: also what one has for a part of the window, in one of its places, or by some records. */
export function valuesOf(attributes: readonly Attribute[], by: AttributeKind): string[] {
  return [...new Set(attributes.filter(({ kind }) => kind === by).flatMap(({ values }) => values))].sort(byId);
}

/** Whether a service has all of some values: each for a part of the window, in one of its places, or by some records at least. */
export function hasAll(
  attributes: readonly Attribute[],
  wanted: readonly AttributeValue[],
): (service: ServiceId) => boolean {
  const having = wanted.map(({ by, value }) => ({ known: byService(attributes, by), value }));
  return (service) => having.every(({ known, value }) => known.get(service)?.values.includes(value) ?? false);
}

/** Whether one end of a dependency at least is among some services. */
export const withEnd =
  (isMeant: (service: ServiceId) => boolean) =>
  ({ client, server }: Pair): boolean =>
    isMeant(client) || isMeant(server);

/** Some services of a map and every dependency of which one end is among them; the other ends stay, by their own names. */
export function onlyMap(map: DependencyMap, isMeant: (service: ServiceId) => boolean): DependencyMap {
  const hasEnd = withEnd(isMeant);
  const dependencies = map.dependencies.filter(hasEnd);
  const undirected = map.undirected?.filter(({ services }) => services.some(isMeant));
  const declaredOnly = map.declaredOnly?.filter(hasEnd);
  const ends = new Set([
    ...[...dependencies, ...(declaredOnly ?? [])].flatMap(({ client, server }) => [client, server]),
    ...(undirected ?? []).flatMap(({ services }) => services),
  ]);
  return {
    ...map,
    services: map.services.filter(({ id }) => isMeant(id) || ends.has(id)),
    dependencies,
    ...(undirected ? { undirected } : {}),
    ...(declaredOnly ? { declaredOnly } : {}),
  };
}
