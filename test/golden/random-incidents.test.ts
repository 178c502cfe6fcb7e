import { describe, expect, it } from 'vitest';
import { generateIncident, type IncidentOptions } from '../../samples/generator/random-incident.ts';
import { countsPerKind, dependenciesOf, placesOf } from '../engine-kit/truth.ts';
import { withCase } from '../engine-kit/with-case.ts';

const INCIDENTS: readonly (readonly [string, Partial<IncidentOptions>])[] = [
  ['as they usually are', {}],
  ['whose requests and responses carry no ids, as NDJSON', { requestIds: false, form: 'ndjson' }],
  [
    'whose addresses, VMs and subscriptions change hands all the time',
    { replacements: 4, addressReuse: 1, handOvers: 6 },
  ],
  ['with a third of the records repeated', { repeats: 0.33, form: 'ndjson' }],
  ['with many requests and responses missing', { missingResponses: 0.15, missingRequests: 0.15, errors: 0.1 }],
  ['of services that have IPv6 addresses, some no others', { ipv6: 0.9, cycles: 2 }],
  ['of two services', { services: 2, cycles: 1, lookups: 600 }],
];

describe('on a random incident', () => {
  it.each(INCIDENTS)(
    '%s, the map has every dependency and no other, and its counts are exact',
    async (seed, options) => {
      const { files, truth } = generateIncident({ seed, lookups: 1500, ...options });
      await withCase(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), async ({ map, sources }) => {
        const found = await map();
        const [stated, read] = [pairs(truth.dependencies), pairs(found.dependencies)];
        const right = read.filter((pair) => stated.includes(pair)).length;
        expect({ precision: right / read.length, recall: right / stated.length }).toEqual({ precision: 1, recall: 1 });
        expect(dependenciesOf(found)).toEqual(truth.dependencies);
        expect(placesOf(found)).toEqual(truth.lookups);
        expect(countsPerKind(sources)).toEqual(countsPerKind(truth.sources));
      });
    },
  );
});

const pairs = (dependencies: readonly { client: string; server: string }[]) =>
  dependencies.map(({ client, server }) => `${client} → ${server}`);
