import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanScope } from '../../shared/model/plan.ts';
import { checkCountermeasures } from '../../shared/recovery/check-countermeasures.ts';
import { checkPlan } from '../../shared/recovery/check-plan.ts';
import { planRestart } from '../../shared/recovery/plan-restart.ts';
import { runbookOf } from '../../shared/recovery/runbook.ts';
import type { SilentSender } from '../../shared/recovery/sender.ts';
import { at, healthOf, mapOf, WINDOW } from '../unit/map/map-of.ts';
import { senderOf } from '../unit/recovery/senders.ts';

const SERVICES = ['s0', 's1', 's2', 's3', 's4', 's5'];
const REGIONS = ['East', 'North'];
const service = fc.constantFrom(...SERVICES);
const anyMap = fc
  .uniqueArray(fc.tuple(service, service), { maxLength: 14, selector: ([a, b]) => `${a}>${b}` })
  .map((list) =>
    mapOf(
      `${SERVICES.join(' ')} ${list
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => `${a}>${b}:7`)
        .join(' ')}`,
    ),
  );
const instance = fc.integer({ min: 1, max: 4 });
const anyCandidate = fc
  .tuple(instance, fc.constantFrom(...REGIONS), fc.constantFrom('', '?', '!'))
  .map(([nth, region, sign]) => [nth, `@${region}${sign}`] as const);
const anySender: fc.Arbitrary<SilentSender> = fc
  .record({
    service,
    nth: instance,
    others: fc.uniqueArray(anyCandidate, { maxLength: 4, selector: ([nth]) => nth }),
    receivers: fc.uniqueArray(service, { maxLength: 3 }),
    verdict: fc.constantFrom('lost' as const, 'active' as const, 'unconfirmed' as const),
  })
  .map(({ service: own, nth, others, receivers, verdict }) =>
    senderOf(own, `${own}-${nth}`, {
      verdict,
      receivers: receivers.filter((one) => one !== own),
      others: others.flatMap(([other, rest]) => (other === nth ? [] : [`${own}-${other}${rest}`])).join(' '),
    }),
  );

describe('the countermeasures of a plan, whatever is asked of it', () => {
  it('mute before the restart, unmute after it, and let only healthy ones stand in that run on', () => {
    const cases = fc.record({
      map: anyMap,
      senders: fc.uniqueArray(anySender, { maxLength: 5, selector: ({ emitter }) => emitter }),
      ill: fc.uniqueArray(fc.tuple(service, instance), { maxLength: 3 }),
      scope: fc.constantFrom<PlanScope>('failing', 'all', 'chosen'),
      services: fc.uniqueArray(service, { minLength: 1, maxLength: 4 }),
      without: fc.option(
        fc.record({ services: fc.uniqueArray(service, { maxLength: 1 }), regions: fc.subarray(REGIONS) }),
        {
          nil: undefined,
        },
      ),
    });
    fc.assert(
      fc.property(cases, ({ map, senders, ill, scope, services, without }) => {
        const failing = healthOf(SERVICES.map((id) => `${id} 14:05-14:20`).join(';'));
        const [one] = failing.intervals;
        if (!one) throw new Error('Nothing fails.');
        const health = {
          ...failing,
          intervals: [
            ...failing.intervals.map((interval) => ({ ...interval, witness: 'heartbeats' as const })),
            ...ill.map(([id, nth]) => ({ ...one, service: id, subject: `${id}-${nth}`, from: at('14:15') })),
          ],
        };
        const places = new Map(
          SERVICES.map((id) => [id, [{ region: 'East', instances: [1, 2, 3, 4].map((nth) => `${id}-${nth}`) }]]),
        );
        const plan = planRestart({
          map,
          health,
          senders,
          places,
          target: 's0',
          window: WINDOW,
          scope,
          services,
          rolling: 'instance',
          whatIf: without ? { without } : undefined,
          diagnosis: { target: 's0', window: WINDOW, status: 'found', origins: [], finding: '' },
        });
        expect(checkCountermeasures(plan, { senders, health })).toEqual([]);
        expect(checkPlan(plan, map)).toEqual([]);
        const listed = runbookOf(plan).flatMap(({ beside }) => beside ?? []);
        expect(listed).toHaveLength(plan.countermeasures.length);
      }),
      { numRuns: 300 },
    );
  });
});
