import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { openCase } from '../../main/engine/case/case-file.ts';
import { query } from '../../main/engine/database/query.ts';
import { generateIncident } from '../../samples/generator/random-incident.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import { MINUTE } from '../../shared/model/time.ts';
import { FLEET, micros } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const RUNS = { numRuns: 2, seed: 20_260_305, endOnFailure: true };
const HEAD = 'timestamp,host,src_ip,src_port,dst_ip,dst_port,protocol,pid,process_name,role,count';

const clock = fc
  .integer({ min: 0, max: 1500 })
  .map((s) => new Date(Date.parse('2026-03-04T10:00:00Z') + s * 1000).toISOString());
const end = fc.tuple(
  fc.constantFrom('10.0.0.1', '10.0.0.2', '::ffff:10.0.0.3', '10.9.9.9', '127.0.0.1', '*'),
  fc.constantFrom('443', '5432', '12000', '40001', '50001', '0'),
);
const record = fc
  .tuple(
    clock,
    fc.constantFrom('', 'c-web', 'c-shop', 'node-9'),
    end,
    fc.oneof({ weight: 5, arbitrary: end }, { weight: 1, arbitrary: fc.constant(['', ''] as const) }),
    fc.constantFrom('tcp', 'tcp6', 'udp', ''),
    fc.constantFrom('', '7'),
    fc.constantFrom('', 'app'),
    fc.constantFrom('connect', 'listen', 'unknown', ''),
    fc.constantFrom('', '', '1', '3', 'few'),
  )
  .map(([time, host, [src, port], [dst, far], protocol, pid, name, role, count]) =>
    [time, host, src, port, dst, far, protocol, pid, name, role, count].join(','),
  );
const rows = fc.array(record, { minLength: 1, maxLength: 60 });
const evidence = fc
  .record({ a: rows, b: rows, overlap: fc.integer({ min: 0, max: 8 }) })
  .map(({ a, b, overlap }): Files => ({ 'a.csv': csv(HEAD, ...a), 'b.csv': csv(HEAD, ...b, ...a.slice(0, overlap)) }));

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, n) => all + n, 0);

function balances({ connections, dependencies }: DependencyMap): void {
  if (!connections) throw new Error('A map by any witness has connections.');
  const { total, folded, resolved, self, undirected, apart, unresolved } = connections;
  expect(folded + resolved + self + undirected + sum(apart) + sum(unresolved)).toBe(total);
  expect(dependencies.reduce((all, one) => all + (one.connections ?? 0), 0)).toBe(resolved);
}

describe('whatever the socket logs are like', () => {
  it('every connection is counted in one place, and neither order nor steps nor repeats of the import change anything', async () => {
    await fc.assert(
      fc.asyncProperty(evidence, async (files) => {
        const all = { ...FLEET, ...files };
        const read = async (...batches: readonly Files[]) =>
          withCase({}, async ({ add, map }) => {
            for (const batch of batches) await add(batch);
            return map();
          });
        const once = await read(all);
        balances(once);
        const { 'a.csv': first = '', ...rest } = all;
        expect(await read(Object.fromEntries(Object.entries(rest).reverse()), { 'again/a.csv': first })).toEqual(once);
      }),
      RUNS,
    );
  });

  it('a connection is in the windows that it reaches into, and the parts of a window show what the whole shows', async () => {
    const files = fc.sample(evidence, { numRuns: 1, seed: 11 })[0] ?? {};
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      const span = { from: micros('10:00:00'), to: micros('10:25:01') };
      const pairsOf = async (from: number, to: number) => {
        const map = await call('map.read', { window: { from, to } });
        balances(map);
        return map.dependencies.map(({ client, server }) => `${client} → ${server}`);
      };
      const whole = await pairsOf(span.from, span.to);
      expect(whole.length).toBeGreaterThan(0);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: span.from + 1, max: span.to - 1 }), async (cut) => {
          const parts = [...(await pairsOf(span.from, cut)), ...(await pairsOf(cut, span.to))];
          expect([...new Set(parts)].sort()).toEqual(whole);
        }),
        { numRuns: 6, seed: 3 },
      );
    });
  });
});

describe('on generated incidents of which some listening sockets are in no log', () => {
  const incidents = fc.record({
    seed: fc.string({ minLength: 6, maxLength: 6 }),
    logs: fc.constantFrom('events' as const, 'snapshots' as const, 'mixed' as const),
    roles: fc.boolean(),
    ipv6: fc.constantFrom(0, 0.6),
  });

  it('every connection whose listener is in evidence has the right direction, and no other is told by listening', async () => {
    await fc.assert(
      fc.asyncProperty(incidents, async ({ seed, logs, roles, ipv6 }) => {
        const sockets = { perPair: 6, logs, every: 4 * MINUTE, roles, unasked: 4, unlistened: 0.4 };
        const incident = generateIncident({ seed, lookups: 60, ipv6, sockets });
        const listened = incident.ends.filter((one) => one.listened);
        expect(listened.length).toBeGreaterThan(20);
        const files = Object.fromEntries(incident.files.map(({ path, bytes }) => [path, bytes]));
        await withCase(files, async ({ call, casePath }) => {
          await call('case.close', {});
          const database = await openCase({ path: casePath, mode: 'read', evidence: [] });
          const found = await query<Told>(database.connection, TOLD);
          await database.close();
          const told = new Map(found.map(({ client, server, by }) => [`${client} ${server}`, by]));
          expect(told.size).toBe(incident.ends.length);
          for (const { client, server, listened: evident } of incident.ends) {
            const [right, wrong] = [told.get(`${client} ${server}`), told.get(`${server} ${client}`)];
            if (evident) expect(right, `${client} → ${server}`).toBe('listening');
            else expect(right ?? wrong, `${client} → ${server}`).not.toBe('listening');
          }
        });
      }),
      { ...RUNS, seed: 20_260_708 },
    );
  });
});

interface Told {
  readonly client: string;
  readonly server: string;
  readonly by: string | null;
}

const TOLD = `select client_address || ' ' || client_port as client, server_address || ' ' || server_port as server, decided_by as "by" from seen_connection`;
