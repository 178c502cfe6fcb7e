import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DependencyMap, ServiceId } from '../../shared/model/map.ts';
import type { Pair, Place, PlanScope, WhatIf } from '../../shared/model/plan.ts';
import { checkPlan } from '../../shared/recovery/check-plan.ts';
import { checkTime } from '../../shared/recovery/check-time.ts';
import { comparePlans } from '../../shared/recovery/compare-plans.ts';
import { planRestart, type PlanInput } from '../../shared/recovery/plan-restart.ts';
import { contradictions } from '../../shared/recovery/what-if.ts';
import { healthOf, mapOf, WINDOW } from '../unit/map/map-of.ts';
import { undecided } from '../unit/recovery/undecided.ts';

const TOPOLOGIES = new URL('../../../shared/data/topologies/', import.meta.url);
const REGIONS = ['East', 'North', 'West'];

/** Every third service in each region, some in two, so that a region can take a service with it or not. */
function placed(map: DependencyMap): DependencyMap {
  return {
    ...map,
    services: map.services.map((service, at) => ({
      ...service,
      regions: [REGIONS[at % 3] ?? '', ...(at % 4 === 0 ? [REGIONS[(at + 1) % 3] ?? ''] : [])].sort(),
    })),
  };
}
const placesOf = ({ services }: DependencyMap): ReadonlyMap<ServiceId, readonly Place[]> =>
  new Map(
    services.map(({ id, regions }) => [id, regions.map((region) => ({ region, instances: [`${id}-${region}`] }))]),
  );

type Wishes = Omit<PlanInput, 'map' | 'health' | 'window' | 'diagnosis' | 'places'>;
const planned = (map: DependencyMap, wishes: Wishes) => {
  const health = healthOf(map.services.map(({ id }) => `${id} 14:05-14:20`).join(';'));
  return planRestart({
    map,
    health,
    window: WINDOW,
    diagnosis: undecided(wishes.target),
    places: placesOf(map),
    ...wishes,
  });
};

const service = fc.integer({ min: 0, max: 8 }).map((n) => `s${n}`);
const pair = fc.tuple(service, service).map(([client, server]): Pair => ({ client, server }));
const counts = fc.oneof(
  fc.integer({ min: 1, max: 99 }).map(String),
  fc.constant('?4'),
  fc.constant('!7'),
  fc.constant('~'),
);
const anyMap = fc
  .uniqueArray(fc.tuple(service, service, counts), { maxLength: 26, selector: ([a, b]) => `${a}>${b}` })
  .map((list) => list.filter(([a, b]) => a !== b).map(([a, b, c]) => `${a}>${b}:${c}`))
  .map((list) => placed(mapOf(`s0 s1 s2 s3 s4 s5 s6 s7 s8 ${list.join(' ')}`)));
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 });
const anyWhatIf = fc
  .record({
    without: fc.record({ services: some(service), regions: fc.subarray(REGIONS), dependencies: some(pair) }),
    with: fc.record({
      services: some(service),
      dependencies: some(pair.filter(({ client, server }) => client !== server)),
    }),
  })
  .filter((whatIf) => contradictions(whatIf).length === 0);
const anyWishes = fc.record({
  target: fc.constant('s0'),
  scope: fc.constantFrom<PlanScope>('failing', 'all', 'chosen'),
  services: fc.uniqueArray(service, { maxLength: 6 }),
  breaks: fc.array(pair, { maxLength: 3 }),
  rolling: fc.constantFrom('region' as const, 'instance' as const, undefined),
  minutes: fc.dictionary(
    service,
    fc.integer({ min: 0, max: 30 }).map((n) => n / 2),
  ),
  whatIf: fc.option(anyWhatIf, { nil: undefined }),
});

/** The fewest waves of a plan without cycles, by trying every assignment of waves. */
function fewestWaves(services: readonly ServiceId[], pairs: readonly Pair[]): number {
  for (let waves = 1; ; waves++) {
    const tryOut = (at: number, waveOf: ReadonlyMap<ServiceId, number>): boolean => {
      const id = services[at];
      if (id === undefined)
        return pairs.every(({ client, server }) => (waveOf.get(server) ?? 0) < (waveOf.get(client) ?? 0));
      return Array.from({ length: waves }, (_, wave) => wave + 1).some((wave) =>
        tryOut(at + 1, new Map([...waveOf, [id, wave]])),
      );
    };
    if (tryOut(0, new Map())) return waves;
  }
}

describe('a restart plan, whatever is asked of it', () => {
  it('never restarts a client before its server, and says of each step whether something that it needs is gone', () => {
    fc.assert(
      fc.property(anyMap, anyWishes, (map, wishes) => {
        expect(checkPlan(planned(map, wishes), map)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('gives minutes that hold when every chain of steps is tried', () => {
    fc.assert(
      fc.property(anyMap, anyWishes, (map, wishes) => {
        expect(checkTime(planned(map, wishes))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('has the fewest waves that there are, where no cycle has to be opened', () => {
    const acyclic = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
        maxLength: 9,
        selector: ([a, b]) => `${a}>${b}`,
      })
      .map((list) => list.filter(([a, b]) => a < b).map(([a, b]) => `s${a}>s${b}:5`))
      .map((list) => mapOf(`s0 s1 s2 s3 s4 s5 ${list.join(' ')}`));
    fc.assert(
      fc.property(acyclic, (map) => {
        const plan = planned(map, { target: 's0', scope: 'all' });
        const services = plan.waves.flatMap(({ steps }) => steps.map((step) => step.service));
        const inside = map.dependencies.filter(({ client }) => services.includes(client));
        expect(plan.waves.length).toBe(fewestWaves(services, inside));
      }),
      { numRuns: 120 },
    );
  });

  it('takes every region and instance of a step in exactly one round, unless all of it is one part', () => {
    fc.assert(
      fc.property(anyMap, anyWishes, (map, wishes) => {
        for (const step of planned(map, { ...wishes, rolling: 'instance' }).waves.flatMap(({ steps }) => steps)) {
          const parts = step.places.map(({ region, instances }) => [region, instances]);
          if (step.places.length < 2) expect(step.rolling).toEqual([]);
          else expect(step.rolling.map(({ region, instances }) => [region, instances]).sort()).toEqual(parts.sort());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('takes a chosen break, or says why not', () => {
    fc.assert(
      fc.property(anyMap, anyWishes, (map, wishes) => {
        const plan = planned(map, wishes);
        const key = ({ client, server }: Pair) => `${client}>${server}`;
        const taken = plan.cycles.flatMap(({ breaks }) => breaks.filter(({ chosen }) => chosen).map(key));
        const refused = plan.refused.map(key);
        expect([...new Set([...taken, ...refused])].sort()).toEqual([...new Set(wishes.breaks.map(key))].sort());
      }),
      { numRuns: 300 },
    );
  });

  it('compared with itself is the same throughout, and with another counts each service once', () => {
    fc.assert(
      fc.property(anyMap, anyWishes, anyWishes, (map, a, b) => {
        const [first, second] = [planned(map, a), planned(map, b)];
        const steps = (plan: typeof first) => plan.waves.flatMap((wave) => wave.steps.map((step) => step.service));
        expect(comparePlans(first, first, true)).toMatchObject({ added: [], gone: [], moved: [], changed: [] });
        const { added, gone, moved, changed, same } = comparePlans(first, second, true);
        const either = new Set([...steps(first), ...steps(second)]);
        expect(added.length + gone.length + moved.length + changed.length + same).toBe(either.size);
      }),
      { numRuns: 150 },
    );
  });

  it.skipIf(!existsSync(TOPOLOGIES))(
    'holds on the public topologies with services picked, left out, regions lost, breaks chosen and parts rolled (skipped where the folder of public data is not beside the checkout)',
    () => {
      for (const map of publicMaps()) {
        const ids = map.services.map(({ id }) => id);
        const target = ids[0] ?? '';
        const every = (n: number) => ids.filter((_, at) => at % n === 1);
        const loops = planned(map, { target, scope: 'all' }).cycles.flatMap(({ within }) => within.slice(0, 2));
        const whatIfs: readonly (WhatIf | undefined)[] = [
          undefined,
          { without: { services: every(4) } },
          { without: { regions: ['East'] }, with: { services: every(5) } },
          { without: { regions: ['West'], dependencies: loops }, with: { regions: ['South'] } },
        ];
        for (const whatIf of whatIfs)
          for (const scope of ['failing', 'all', 'chosen'] as const) {
            const wishes = { target, scope, services: every(2), breaks: loops, rolling: 'region', whatIf } as const;
            const plan = planned(map, { ...wishes, minutes: { '*': 3, [target]: 5 } });
            expect([...checkPlan(plan, map), ...checkTime(plan)], `${scope} of ${ids.length}`).toEqual([]);
          }
      }
    },
  );
});

function publicMaps(): DependencyMap[] {
  const files = readdirSync(TOPOLOGIES).filter((file) => file.endsWith('.json') && file !== '_index.json');
  expect(files.length).toBeGreaterThan(0);
  return files.map((file) => {
    const { services, edges } = JSON.parse(readFileSync(new URL(file, TOPOLOGIES), 'utf8')) as Topology;
    const number = new Map(services.map((name, at) => [name, `s${String(at).padStart(3, '0')}`]));
    const pairs = edges.filter(([a, b]) => a !== b).map(([a, b]) => `${number.get(a)}>${number.get(b)}:${a.length}`);
    return placed(mapOf([...number.values(), ...pairs].join(' ')));
  });
}

type Topology = { readonly services: string[]; readonly edges: [string, string][] };
