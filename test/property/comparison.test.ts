import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Comparison } from '../../shared/model/comparison.ts';
import { MINUTE, type TimeWindow } from '../../shared/model/time.ts';
import { generateIncident } from '../../samples/generator/random-incident.ts';
import { withCase } from '../engine-kit/with-case.ts';

const MIRRORED = {
  added: 'gone',
  gone: 'added',
  moved: 'moved',
  changed: 'changed',
  same: 'same',
  'not-observable': 'not-observable',
} as const;

/** What must be the same whichever window is held against the other. */
const seenFrom = ({ dependencies }: Comparison, turned: boolean) =>
  dependencies.map(({ client, server, change, differences, window, against, causes }) => ({
    pair: `${client} → ${server}`,
    change: turned ? MIRRORED[change] : change,
    differences,
    uses: turned ? [against, window] : [window, against],
    kinds: causes.map(({ kind }) => kind),
  }));

describe('any two windows of a random incident', () => {
  it.each([
    ['of a calm fleet', {}],
    [
      'whose addresses, VMs and subscriptions change hands all the time',
      { replacements: 4, addressReuse: 1, handOvers: 6 },
    ],
  ])('%s: every dependency of either stands in one class, and the comparison mirrors', async (seed, options) => {
    const { files } = generateIncident({ seed: `compare ${seed}`, lookups: 1200, hours: 3, ...options });
    await withCase(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), async ({ call, map }) => {
      const { from, to } = (await map()).window;
      const minute = fc
        .integer({ min: Math.ceil(from / MINUTE), max: Math.floor(to / MINUTE) })
        .map((at) => at * MINUTE);
      const window: fc.Arbitrary<TimeWindow> = fc
        .uniqueArray(minute, { minLength: 2, maxLength: 2 })
        .map(([a = 0, b = 0]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
      await fc.assert(
        fc.asyncProperty(window, window, async (a, b) => {
          const found = await call('comparison.read', { window: a, against: b });
          const pairs = async (w: TimeWindow) => {
            const { dependencies } = await call('map.read', { window: w });
            return dependencies.map(({ client, server }) => `${client} → ${server}`);
          };
          const either = [...new Set([...(await pairs(a)), ...(await pairs(b))])].sort();
          expect(found.dependencies.map(({ client, server }) => `${client} → ${server}`).sort()).toEqual(either);
          for (const { change, causes, differences, window: now, against: then } of found.dependencies) {
            expect(causes.length > 0).toBe(change !== 'same');
            expect(differences.length > 0).toBe(change === 'moved' || change === 'changed');
            if (change === 'added') expect(then.firstSeen).toBeNull();
            if (change === 'gone') expect(now.firstSeen).toBeNull();
            for (const { kind, citations } of causes) if (kind !== 'undetermined') expect(citations).not.toEqual([]);
          }
          expect(seenFrom(await call('comparison.read', { window: b, against: a }), true)).toEqual(
            seenFrom(found, false),
          );
          const same = await call('comparison.read', { window: a, against: a });
          expect(same.dependencies.filter(({ change }) => change !== 'same')).toEqual([]);
          expect(same.services.filter(({ change }) => change !== 'same')).toEqual([]);
        }),
        { numRuns: 8, seed: 20_260_304 },
      );
    });
  });
});
