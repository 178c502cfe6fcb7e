import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../shared/diagnosis/diagnose.ts';
import { at, healthOf, mapOf, WINDOW } from '../unit/map/map-of.ts';

const ids = ['t', 'a', 'b', 'c', 'd', 'e', 'f'];
const minutes = (n: number) => `${String(12 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;

const anyMap = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.constantFrom('5', '5!3', '?2', '~', '0!4')),
    {
      selector: ([client, server]) => `${client}>${server}`,
      maxLength: 20,
    },
  )
  .map((edges) => edges.filter(([a, b]) => a !== b).map(([a, b, use]) => `${a}>${b}:${use}`));
const anyHealth = fc.array(
  fc
    .tuple(
      fc.constantFrom(...ids),
      fc.integer({ min: 0, max: 150 }),
      fc.integer({ min: 1, max: 25 }),
      fc.constantFrom('availability', 'latency', 'saturation', 'odd'),
      fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined }),
    )
    .map(
      ([id, from, length, kind, severity]) =>
        `${id} ${minutes(from)}-${minutes(from + length)} ${kind} ${severity ?? ''}`,
    ),
  { maxLength: 14 },
);

describe('a diagnosis of any map and any health', () => {
  it('gives each rival once, with a score from 0 to 1, best first, and a path from the target to it', () => {
    fc.assert(
      fc.property(anyMap, anyHealth, fc.subarray(ids), fc.boolean(), (edges, lines, watched, byLookups) => {
        const known = healthOf(lines.join('\n'), watched.join(' '));
        const health = byLookups
          ? {
              ...known,
              observed: [],
              watched: [],
              intervals: known.intervals.map((one) => ({ ...one, witness: 'lookups' as const })),
            }
          : known;
        const found = diagnose({ map: mapOf(['t', ...edges].join(' ')), health, target: 't', window: WINDOW });
        const scores = found.origins.map(({ score }) => score);
        expect(new Set(found.origins.map(({ service }) => service)).size).toBe(scores.length);
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        for (const { path, service } of found.origins) {
          expect(path[0]?.service).toBe('t');
          expect(path.at(-1)?.service).toBe(service);
          for (const [i, step] of path.slice(1).entries())
            expect(edges.some((edge) => edge.startsWith(`${path[i]?.service}>${step.service}:`))).toBe(true);
        }
        expect(found.status === 'found').toBe(found.origins.length > 0);
        expect(found.deciding !== null).toBe(found.origins.length > 1);
      }),
      { numRuns: 300 },
    );
  });

  it('ranks the end of a single failing chain first, however long the chain and whatever is healthy beside it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }), (length, beside) => {
        const chain = ids.slice(0, length + 1);
        const edges = chain.slice(1).map((server, i) => `${chain[i]}>${server}:9`);
        const healthy = Array.from({ length: beside }, (_, i) => `h${i}`);
        const lines = chain.map((id, i) => `${id} 14:${String(30 - 2 * i).padStart(2, '0')}-14:50 availability 5`);
        const found = diagnose({
          map: mapOf([...edges, ...healthy.map((id) => `t>${id}:9`)].join(' ')),
          health: healthOf(lines.join('\n'), healthy.join(' ')),
          target: 't',
          window: WINDOW,
        });
        expect(found.origins[0]?.service).toBe(chain.at(-1));
        expect(found.origins[0]?.path.map(({ service }) => service)).toEqual(chain);
      }),
    );
  });

  it('never gains from having been on before: the discount only grows with the share of earlier windows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (one, other) => {
        const score = (times: number) => {
          const past = Array.from(
            { length: 8 },
            (_, i) =>
              `${i < times ? 'a' : 'z'} 0${5 + (i % 5)}:${i < 5 ? '10' : '40'}-0${5 + (i % 5)}:${i < 5 ? '20' : '50'} latency 9`,
          );
          const health = healthOf(['t 14:07-14:20 latency 9', 'a 14:06-14:20 latency 9', ...past].join('\n'));
          const found = diagnose({
            map: mapOf('t>a:5'),
            health,
            target: 't',
            window: { from: at('14:00'), to: at('14:30') },
          });
          return found.origins.find(({ service }) => service === 'a')?.score ?? 0;
        };
        const [less, more] = one <= other ? [one, other] : [other, one];
        expect(score(less)).toBeGreaterThanOrEqual(score(more));
      }),
    );
  });
});
