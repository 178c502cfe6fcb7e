import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import type { BootstrapAct, CycleBreak, Pair } from '../model/plan.ts';
import { keepAcyclic } from '../graph/acyclic.ts';
import { condense } from '../graph/condense.ts';
import { graphOf, type Edge } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { strongComponents } from '../graph/components.ts';
import { graphOfMap } from '../map/follow.ts';
import { bootstrapOf, layersOf } from './bootstrap.ts';
import { openCycle, type BreakChoice } from './break-cycle.ts';
import { pairKey, pairSet } from '../map/pairs.ts';

/** A cycle with its breaks, and how it is started. */
export type OpenCycle = {
  readonly services: readonly ServiceId[];
  readonly breaks: readonly CycleBreak[];
  readonly bootstrap: readonly BootstrapAct[];
  readonly within: readonly Pair[];
};

/** Services ordered for a restart. */
export type Waves = {
  /** Wave of each service, 1 first. */
  readonly waveOf: ReadonlyMap<ServiceId, number>;
  readonly cycles: readonly OpenCycle[];
  /** The dependencies that the waves respect: all between the services but the breaks. */
  readonly respected: readonly Dependency[];
};

/**
 * The fewest waves in which every server comes before its clients: longest-path layers of the condensed graph of
 * `services`. A cycle is opened at its weakest dependencies and takes consecutive waves of its own, after all that it
 * needs and before all that needs it. Contested dependencies order too. `wishes` order further, the first ones before
 * the later, as long as they close no loop.
 */
export function wavesOf(
  map: DependencyMap,
  services: ReadonlySet<ServiceId>,
  choice: BreakChoice,
  wishes: readonly Pair[] = [],
): Waves {
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
  const place = (service: ServiceId) => String(componentOf.get(service));
  const { kept } = keepAcyclic([
    ...next.flatMap((servers, at) => servers.map((server): Edge => [String(at), String(server)])),
    ...wishes.map(({ client, server }): Edge => [place(client), place(server)]),
  ]);
  const order = graphOf(
    components.map((_, at) => String(at)),
    kept,
  );

  const waveOf = new Map<ServiceId, number>();
  const lastWave = new Map<string, number>();
  const cycles: OpenCycle[] = [];
  for (const [at = ''] of strongComponents(order)) {
    const members = components[Number(at)] ?? [];
    const loop = within.get(Number(at)) ?? [];
    const opened = openCycle(loop, choice);
    const layerOf = layersOf(members, opened.kept);
    const first = 1 + Math.max(0, ...(order.next.get(at) ?? []).map((server) => lastWave.get(server) ?? 0));
    for (const member of members) waveOf.set(member, first + (layerOf.get(member) ?? 0));
    lastWave.set(at, first + Math.max(...layerOf.values()));
    if (members.length > 1)
      cycles.push({
        services: members,
        breaks: opened.breaks,
        bootstrap: bootstrapOf(layerOf, opened.breaks),
        within: loop.map(({ client, server }) => ({ client, server })),
      });
  }
  const broken = pairSet(cycles.flatMap(({ breaks }) => breaks));
  return {
    waveOf,
    cycles: cycles.sort((a, b) => ((a.services[0] ?? '') < (b.services[0] ?? '') ? -1 : 1)),
    respected: inside.filter((dependency) => !broken.has(pairKey(dependency))),
  };
}

/** The cycles of the whole map given, each with its breaks. */
export function openedCyclesOf(map: DependencyMap, choice: BreakChoice): readonly OpenCycle[] {
  return wavesOf(map, new Set(graphOfMap(map).nodes), choice).cycles;
}
