import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../shared/model/time.ts';
import { generateIncident, type IncidentOptions } from '../../samples/generator/random-incident.ts';
import { openCase } from '../../main/engine/case/case-file.ts';
import { query } from '../../main/engine/database/query.ts';
import { countsPerKind, dependenciesOf, placesOf } from '../engine-kit/truth.ts';
import { withCase } from '../engine-kit/with-case.ts';

type Sockets = NonNullable<IncidentOptions['sockets']>;

const LOGS: readonly (readonly [string, Sockets, Partial<IncidentOptions>])[] = [
  ['log every connection at both ends', { perPair: 6, logs: 'events', every: MINUTE, roles: true, unasked: 4 }, {}],
  [
    'take snapshots every five minutes and say no roles',
    { perPair: 8, logs: 'snapshots', every: 5 * MINUTE, roles: false, unasked: 4 },
    { ipv6: 0.8, form: 'ndjson' },
  ],
  [
    'do some the one, some the other, while addresses change hands',
    { perPair: 6, logs: 'mixed', every: 3 * MINUTE, roles: false, unasked: 5 },
    { replacements: 4, addressReuse: 1, handOvers: 6, repeats: 0.3 },
  ],
];

describe('on a random incident with both witnesses', () => {
  it.each(LOGS)(
    'whose hosts %s, the combined map is exact and every direction is right',
    async (seed, sockets, options) => {
      const incident = generateIncident({ seed, lookups: 800, ...options, sockets });
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
    },
  );
});
