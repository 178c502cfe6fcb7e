import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Health } from '../../shared/model/health.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import type { PlanScope } from '../../shared/model/plan.ts';
import { cyclesOf } from '../../shared/graph/condense.ts';
import { graphOf, type Edge } from '../../shared/graph/graph.ts';
import { checkPlan } from '../../shared/recovery/check-plan.ts';
import { planRestart } from '../../shared/recovery/plan-restart.ts';
import { healthOf, mapOf, WINDOW } from '../unit/map/map-of.ts';
import { undecided } from '../unit/recovery/undecided.ts';

const TOPOLOGIES = new URL('../../../shared/data/topologies/', import.meta.url);

const planOf = (map: DependencyMap, health: Health, target: string, scope: PlanScope) =>
  planRestart({ map, health, target, window: WINDOW, scope, diagnosis: undecided(target) });
const orderedIds = (map: DependencyMap, health: Health, target: string) =>
  planOf(map, health, target, 'all').waves.map(({ steps }) => steps.map(({ service }) => service));

const service = fc.integer({ min: 0, max: 9 }).map((n) => `s${n}`);
const counts = fc.oneof(
  fc.integer({ min: 1, max: 99 }).map(String),
  fc.integer({ min: 1, max: 9 }).map((n) => `?${n}`),
  fc.integer({ min: 1, max: 9 }).map((n) => `!${n}`),
  fc.constant('~'),
);
const words = fc
  .uniqueArray(fc.tuple(service, service, counts), { maxLength: 30, selector: ([a, b]) => `${a}>${b}` })
  .map((list) => list.filter(([a, b]) => a !== b).map(([a, b, c]) => `${a}>${b}:${c}`));
const someHealth = fc
  .record({
    failing: fc.subarray(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9']),
    healthy: fc.subarray(['s2', 's4', 's6', 's8']),
  })
  .map(({ failing, healthy }) =>
    healthOf(['s0', ...failing].map((id) => `${id} 14:05-14:20`).join(';'), healthy.join(' ')),
  );

describe('restart plan', () => {
  it.each<PlanScope>(['failing', 'all'])('never restarts a client before its server (scope %s)', (scope) => {
    fc.assert(
      fc.property(words, someHealth, (list, health) => {
        const map = mapOf(`s0 ${list.join(' ')}`);
        expect(checkPlan(planOf(map, health, 's0', scope), map)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('breaks only what it must: with any break put back, its cycle is closed again', () => {
    fc.assert(
      fc.property(words, someHealth, (list, health) => {
        const map = mapOf(`s0 ${list.join(' ')}`);
        for (const cycle of planOf(map, health, 's0', 'all').cycles)
          for (const spared of cycle.breaks) {
            const others = cycle.breaks.filter((broken) => broken !== spared);
            const left = map.dependencies.filter(
              ({ client, server }) =>
                cycle.services.includes(client) &&
                cycle.services.includes(server) &&
                !others.some((broken) => broken.client === client && broken.server === server),
            );
            const edges = left.map(({ client, server }): Edge => [client, server]);
            expect(cyclesOf(graphOf(cycle.services, edges))).not.toEqual([]);
          }
      }),
    );
  });

  it('does not depend on the order in which dependencies come', () => {
    fc.assert(
      fc.property(words, someHealth, (list, health) => {
        const map = mapOf(`s0 ${list.join(' ')}`);
        const turned = { ...map, dependencies: [...map.dependencies].reverse() };
        expect(orderedIds(turned, health, 's0')).toEqual(orderedIds(map, health, 's0'));
      }),
    );
  });

  it.skipIf(!existsSync(TOPOLOGIES))(
    'holds from every service of the public topologies (skipped where the folder of public data is not beside the checkout)',
    () => {
      const files = readdirSync(TOPOLOGIES).filter((file) => file.endsWith('.json') && file !== '_index.json');
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const topology = JSON.parse(readFileSync(new URL(file, TOPOLOGIES), 'utf8')) as Topology;
        const number = new Map(topology.services.map((name, at) => [name, `s${at}`]));
        const map = mapOf(
          [
            ...number.values(),
            ...topology.edges
              .filter(([a, b]) => a !== b)
              .map(([a, b]) => `${number.get(a)}>${number.get(b)}:${a.length}`),
          ].join(' '),
        );
        const health = healthOf([...number.values()].map((id) => `${id} 14:05-14:20`).join(';'));
        for (const id of number.values())
          for (const scope of ['all', 'failing'] as const)
            expect(checkPlan(planOf(map, health, id, scope), map), `${file}, ${id}`).toEqual([]);
      }
    },
  );
});

type Topology = { readonly services: string[]; readonly edges: [string, string][] };
