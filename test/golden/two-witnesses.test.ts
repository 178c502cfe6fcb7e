import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { MINUTE } from '../../shared/model/time.ts';
import { generateIncident } from '../../samples/generator/random-incident.ts';
import { openCase } from '../../main/engine/case/case-file.ts';
import { query } from '../../main/engine/database/query.ts';
import { countsPerKind, dependenciesOf, placesOf } from '../engine-kit/truth.ts';
import { withCase } from '../engine-kit/with-case.ts';

/** What the socket logs are like, what else the incident is like: drawn anew for each. */
const incidents = fc.record({
  seed: fc.string({ minLength: 6, maxLength: 6 }),
  sockets: fc.record({
    perPair: fc.integer({ min: 4, max: 8 }),
    logs: fc.constantFrom('events' as const, 'snapshots' as const, 'mixed' as const),
    every: fc.integer({ min: 1, max: 5 }).map((minutes) => minutes * MINUTE),
    roles: fc.boolean(),
    unasked: fc.constantFrom(3, 5),
  }),
  form: fc.constantFrom('csv' as const, 'ndjson' as const),
  ipv6: fc.constantFrom(0, 0.3, 0.8),
  replacements: fc.constantFrom(0, 1.5, 4),
  addressReuse: fc.constantFrom(0, 0.8, 1),
  handOvers: fc.integer({ min: 0, max: 6 }),
  repeats: fc.constantFrom(0, 0.05, 0.3),
});

describe('on random incidents with both witnesses', () => {
  it('the combined map is exact, says how each dependency was seen, and every direction is right', async () => {
    const drawn = fc.sample(incidents, { numRuns: 3, seed: 20_260_412 });
    expect(new Set(drawn.map(({ sockets }) => sockets.logs)).size).toBe(3);
    for (const options of drawn) {
      const incident = generateIncident({ lookups: 400, ...options });
      const files = Object.fromEntries(incident.files.map(({ path, bytes }) => [path, bytes]));
      await withCase(files, async ({ map, call, casePath, sources }) => {
        const any = await map();
        const stated = incident.connections.map(
          ({ client, server, connections }) => `${client} → ${server} ${connections}`,
        );
        const told = any.dependencies
          .filter(({ connections = 0 }) => connections > 0)
          .map(({ client, server, connections }) => `${client} → ${server} ${connections}`);
        expect(stated.length).toBeGreaterThan(5);
        expect(told).toEqual(stated);
        expect(any.connections).toMatchObject({ undirected: 0, self: 0 });

        const dns = await call('map.read', { via: 'dns' });
        expect(dependenciesOf(dns)).toEqual(incident.truth.dependencies);
        expect(placesOf(any)).toEqual(incident.truth.lookups);
        const asked = new Set(dns.dependencies.map(({ client, server }) => `${client} ${server}`));
        for (const { client, server, connections = 0, witness } of any.dependencies) {
          const both = asked.has(`${client} ${server}`) ? (connections > 0 ? 'both' : 'dns') : 'connection';
          expect(witness, `${client} → ${server}`).toBe(both);
        }
        const connected = await call('map.read', { via: 'connection' });
        expect(connected.dependencies.map(({ firstSeen, lastSeen }) => [firstSeen, lastSeen])).toEqual(
          incident.connections.map(({ first, last }) => [first, last]),
        );
        expect(countsPerKind(sources)).toEqual(countsPerKind(incident.truth.sources));

        await call('case.close', {});
        const database = await openCase({ path: casePath, mode: 'read', evidence: [] });
        const rules = await query(database.connection, 'select distinct decided_by from seen_connection');
        await database.close();
        expect(rules).toEqual([{ decided_by: 'listening' }]);
      });
    }
  });
});
