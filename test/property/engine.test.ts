import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Source } from '../../shared/model/evidence.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import { HOUR, MINUTE } from '../../shared/model/time.ts';
import { generateIncident } from '../../samples/generator/random-incident.ts';
import { FLEET } from '../engine-kit/fleet.ts';
import { countsPerKind } from '../engine-kit/truth.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const RUNS = { numRuns: 3, seed: 20_260_304 };

const clock = fc
  .integer({ min: 0, max: 200 })
  .map((s) => new Date(Date.parse('2026-03-04T10:00:00Z') + s * 1000).toISOString());
const time = fc.oneof(
  { weight: 6, arbitrary: clock },
  { weight: 2, arbitrary: clock.map((iso) => String(Date.parse(iso))) },
  { weight: 2, arbitrary: clock.map((iso) => iso.replace('Z', '+00:00').replace('.000', ',000')) },
  { weight: 1, arbitrary: fc.constantFrom('', 'soon', '2026-02-30T10:00:00Z', '2026-03-04T10:00:00') },
);
const id = fc.oneof(fc.constant(''), fc.constantFrom('7', '65535', 'req-1', 'req-2', 'req-3'));
const source = fc.constantFrom('c-web', 'c-shop', 'c-data', 'c-nobody', '');
const name = fc.constantFrom('shop.example', 'Shop.Example.', 'data.example', '"quoted, name".example', 'none.example');
const type = fc.constantFrom('A', 'a', 'AAAA', '');
const code = fc.constantFrom('NOERROR', 'SERVFAIL', 'NXDOMAIN', '');
const ip = fc.constantFrom('10.0.0.1', '10.0.0.2', '::ffff:10.0.0.3', '10.9.9.9', '', 'no-address');
const torn = fc.constantFrom('', '"', 'a,b', '\u0000', '"open, and never closed', '   ');

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (fields: readonly string[]) => fields.map(quoted).join(',');
const lines = (record: fc.Arbitrary<string>) =>
  fc.array(fc.oneof({ weight: 9, arbitrary: record }, { weight: 1, arbitrary: torn }), { maxLength: 12 });

const HEADS = {
  request: 'timestamp,request_id,source_container_id,fqdn,query_type',
  response: 'timestamp,request_id,source_container_id,fqdn,query_type,response_code,answer_ip',
  health: 'timestamp,service_id,status,kind,severity',
} as const;
const requests = lines(fc.tuple(time, id, source, name, type).map(lineOf)).map((all) => csv(HEADS.request, ...all));
const responses = lines(fc.tuple(time, id, source, name, type, code, ip).map(lineOf)).map((all) =>
  csv(HEADS.response, ...all),
);
const health = lines(
  fc
    .tuple(
      time,
      fc.constantFrom('web', 'shop', 'ghost'),
      fc.constantFrom('ok', 'error', 'broken'),
      fc.constant(''),
      fc.constantFrom('', '3', 'x'),
    )
    .map(lineOf),
).map((all) => csv(HEADS.health, ...all));
const responsesAsJson = responses.map((text) => {
  const [head = '', ...rows] = text.trimEnd().split('\n');
  return rows
    .map((row) =>
      row.includes('"')
        ? row
        : JSON.stringify(Object.fromEntries(head.split(',').map((key, i) => [key, row.split(',')[i]]))),
    )
    .join('\n');
});

/** Small evidence with everything in it that goes wrong; the second request file overlaps the first. */
const evidence: fc.Arbitrary<Files> = fc
  .record({
    q1: requests,
    q2: requests,
    r1: responses,
    r2: responsesAsJson,
    h: health,
    overlap: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ q1, q2, r1, r2, h, overlap }) => ({
    'q1.csv': q1,
    'q2.csv':
      q2.trimEnd() +
      '\n' +
      q1
        .split('\n')
        .slice(1, 1 + overlap)
        .join('\n'),
    'r1.csv': r1,
    'r2.ndjson': r2,
    'h.csv': h,
  }));

/** All that must not depend on how the evidence came in: the map without which source carries a repeat. */
interface Outcome {
  readonly map: DependencyMap;
  readonly counts: ReturnType<typeof countsPerKind>;
}
async function imported(...batches: readonly Files[]): Promise<Outcome> {
  return withCase({}, async ({ add, map, call }) => {
    for (const batch of batches) await add(batch);
    return { map: await map(), counts: countsPerKind((await call('case.summary', {})).sources) };
  });
}

function balances(sources: readonly Source[], { lookups }: DependencyMap): void {
  for (const { path, records, accepted, repeated, rejected, skipped } of sources) {
    expect(accepted + repeated + rejected + Object.values(skipped).reduce((a, b) => a + b, 0), path).toBe(records);
  }
  const unresolved = Object.values(lookups.unresolved).reduce((a, b) => a + b, 0);
  expect(lookups.resolved + lookups.self + unresolved).toBe(lookups.total);
  expect(Object.values(lookups.noAnswer).reduce((a, b) => a + b, 0)).toBe(lookups.unresolved['no-answer']);
}

describe('whatever the evidence is like', () => {
  it('every record and every lookup is counted in exactly one place, and requests are lookups', async () => {
    await fc.assert(
      fc.asyncProperty(evidence, async (files) => {
        await withCase({ ...FLEET, ...files }, async ({ sources, map }) => {
          const found = await map();
          balances(sources, found);
          const taken = (kind: string) =>
            sources.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.accepted, 0);
          expect(found.lookups.total).toBeGreaterThanOrEqual(taken('dns_request'));
          expect(found.lookups.total).toBeLessThanOrEqual(taken('dns_request') + taken('dns_response'));
        });
      }),
      RUNS,
    );
  });

  it('the order in which it is imported changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(evidence, fc.integer(), async (files, order) => {
        const all = Object.entries({ ...FLEET, ...files });
        const other = all
          .map((entry, i) => ({ entry, key: Math.sin(order + i * 12.9898) }))
          .sort((a, b) => a.key - b.key);
        expect(await imported(Object.fromEntries(other.map(({ entry }) => entry)))).toEqual(
          await imported(Object.fromEntries(all)),
        );
      }),
      RUNS,
    );
  });

  it('importing it in two steps, or some of it twice, is importing it at once', async () => {
    await fc.assert(
      fc.asyncProperty(evidence, fc.integer({ min: 0, max: 255 }), async (files, mask) => {
        const all = Object.entries({ ...FLEET, ...files });
        const [first, second] = [0, 1].map((bit) =>
          Object.fromEntries(all.filter((_, i) => ((mask >> i) & 1) === bit)),
        );
        const stepwise = await imported(first ?? {}, second ?? {}, first ?? {});
        expect(stepwise).toEqual(await imported(Object.fromEntries(all)));
      }),
      RUNS,
    );
  });
});

describe('the map of a window', () => {
  it('cut in two anywhere, also inside a minute, is the sum of its parts', async () => {
    const { files } = generateIncident({ seed: 'windows', lookups: 1500, hours: 3 });
    await withCase(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), async ({ call, map }) => {
      const whole = await map();
      const { from, to } = whole.window;
      const instant = fc.oneof(
        fc.integer({ min: from, max: to }),
        fc.integer({ min: Math.ceil(from / MINUTE), max: Math.floor(to / MINUTE) }).map((minute) => minute * MINUTE),
        fc.integer({ min: Math.ceil(from / HOUR), max: Math.floor(to / HOUR) }).map((hour) => hour * HOUR),
        fc.constantFrom(...whole.dependencies.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen])),
      );
      const cuts = fc.uniqueArray(instant, { minLength: 3, maxLength: 3 }).map((all) => [...all].sort((a, b) => a - b));
      await fc.assert(
        fc.asyncProperty(cuts, async ([a = 0, b = 0, c = 0]) => {
          const read = (start: number, end: number) => call('map.read', { window: { from: start, to: end } });
          const [left, right, both] = [await read(a, b), await read(b, c), await read(a, c)];
          expect(added(left, right)).toEqual(added(both));
          expect(left.lookups.total + right.lookups.total).toBe(both.lookups.total);
        }),
        { numRuns: 40, seed: 9 },
      );
    });
  });
});

/** The counts of maps, added up; first and last seen merged. */
function added(...maps: readonly DependencyMap[]): Readonly<Record<string, unknown>> {
  const sums: Record<string, number> = {};
  const seen: Record<string, readonly [number, number]> = {};
  const add = (key: string, n: number) => {
    if (n > 0) sums[key] = (sums[key] ?? 0) + n;
  };
  for (const { dependencies, lookups } of maps) {
    for (const { client, server, regions, firstSeen, lastSeen, ...counts } of dependencies) {
      const pair = `${client} → ${server}`;
      for (const field of ['lookups', 'contested', 'failures'] as const) add(`${pair} ${field}`, counts[field]);
      for (const [region, n] of Object.entries(regions)) add(`${pair} in ${region}`, n);
      const [first, last] = seen[pair] ?? [firstSeen, lastSeen];
      seen[pair] = [Math.min(first, firstSeen), Math.max(last, lastSeen)];
    }
    for (const [place, n] of Object.entries({ resolved: lookups.resolved, self: lookups.self, ...lookups.unresolved }))
      add(place, n);
    for (const [code, n] of Object.entries(lookups.noAnswer)) add(`no answer ${code}`, n);
  }
  return { sums, seen };
}
