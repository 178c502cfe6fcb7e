import type { DependencyMap } from '../../shared/model/map.ts';

/** The dependencies of a map as short lines: `web → shop 2` with `+1 contested`, `+1 failed` where there are any. */
export function told(map: DependencyMap): readonly string[] {
  return map.dependencies.map(({ client, server, lookups, contested, failures }) =>
    [
      `${client} → ${server} ${lookups}`,
      ...(contested > 0 ? [`+${contested} contested`] : []),
      ...(failures > 0 ? [`+${failures} failed`] : []),
    ].join(' '),
  );
}

/** The places of a balance that are not empty, e.g. `{ resolved: 2, 'unknown-client': 1 }`. */
export function places({ lookups }: DependencyMap): Readonly<Record<string, number>> {
  const all = { resolved: lookups.resolved, self: lookups.self, ...lookups.unresolved };
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}
