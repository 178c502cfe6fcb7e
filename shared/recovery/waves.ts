import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import { condense } from '../graph/condense.ts';
import { groupBy } from '../graph/group.ts';
import { graphOf, type Edge } from '../graph/graph.ts';
import { layers } from '../graph/layers.ts';
import { graphOfMap } from '../map/follow.ts';
import { openCycle, type Break } from './break-cycle.ts';

/** Services ordered for a restart. */
export type Waves = {
  /** Wave of each service, 1 first. */
  readonly waveOf: ReadonlyMap<ServiceId, number>;
  readonly cycles: readonly { readonly services: readonly ServiceId[]; readonly breaks: readonly Break[] }[];
  /** The dependencies that the waves respect: all between the services but the breaks. */
  readonly respected: readonly Dependency[];
};

/**
 * The fewest waves in which every server comes before its clients: longest-path layers of the condensed graph of
 * `services`. A cycle is opened at its weakest dependencies and takes consecutive waves of its own, after all that it
 * needs and before all that needs it. Contested dependencies order too.
 */
export function wavesOf(map: DependencyMap, services: ReadonlySet<ServiceId>): Waves {
  const inside = map.dependencies.filter(({ client, server }) => services.has(client) && services.has(server));
  const { components, componentOf, next } = condense(
    graphOf(
      services,
      inside.map(({ client, server }): Edge => [client, server]),
    ),
  );
  const within = groupBy(
    inside.filter(({ client, server }) => componentOf.get(client) === componentOf.get(server)),
    ({ client }) => componentOf.get(client),
  );

  const waveOf = new Map<ServiceId, number>();
  const lastWave: number[] = [];
  const cycles: { services: readonly ServiceId[]; breaks: readonly Break[] }[] = [];
  const broken = new Set<string>();
  components.forEach((members, at) => {
    const opened = openCycle(within.get(at) ?? []);
    if (members.length > 1) cycles.push({ services: members, breaks: opened.breaks });
    for (const { client, server } of opened.breaks) broken.add(pair(client, server));
    const first = 1 + Math.max(0, ...(next[at] ?? []).map((server) => lastWave[server] ?? 0));
    const layerOf = layers(
      graphOf(
        members,
        opened.kept.map(({ client, server }): Edge => [client, server]),
      ),
    );
    for (const member of members) waveOf.set(member, first + (layerOf.get(member) ?? 0));
    lastWave.push(first + Math.max(...layerOf.values()));
  });
  return { waveOf, cycles, respected: inside.filter(({ client, server }) => !broken.has(pair(client, server))) };
}

/** The cycles of the whole map given, each with its breaks. */
export function openedCyclesOf(map: DependencyMap): Waves['cycles'] {
  return wavesOf(map, new Set(graphOfMap(map).nodes)).cycles;
}

function pair(client: ServiceId, server: ServiceId): string {
  return JSON.stringify([client, server]);
}
