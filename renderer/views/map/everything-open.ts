import type { DependencyMap } from '../../../shared/model/map.ts';

/** Every service and every line of folded siblings opened. */
export function everythingOpen(map: DependencyMap): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    map.services.flatMap(({ id }) => [
      [id, true],
      [`more:${id}`, true],
    ]),
  );
}
