import { describe, expect, it } from 'vitest';
import { generateIncident } from '../../../samples/generator/random-incident.ts';
import { seeded } from '../../../samples/generator/random.ts';
import { differences } from './differences.ts';
import { plainMap } from './plain-join.ts';

describe('a random incident', () => {
  it.each([
    ['with request ids', { requestIds: true }],
    ['without request ids', { requestIds: false }],
    ['as NDJSON, many hand-overs', { form: 'ndjson', handOvers: 4, replacements: 3 }],
    [
      'with nothing unusual',
      {
        spellingVariants: false,
        repeats: 0,
        handOvers: 0,
        addressReuse: 0,
        missingResponses: 0,
        missingRequests: 0,
        errors: 0,
        strangers: 0,
        outside: 0.01,
      },
    ],
    ['with IPv6 nearly everywhere', { ipv6: 0.9 }],
    ['of two services', { services: 2, cycles: 1 }],
  ] as const)('%s has the truth that a plain reading of its files gives', (name, options) => {
    const { files, truth } = generateIncident({ seed: name, lookups: 800, ...options });
    expect(differences(truth, plainMap(files))).toEqual([]);
    expect(truth.lookups.total).toBeGreaterThan(200);
  });

  it('is the same for the same seed, and another for another', () => {
    const [one, same, other] = ['a', 'a', 'b'].map((seed) => generateIncident({ seed, lookups: 200 }));
    expect(same).toEqual(one);
    expect(other?.truth).not.toEqual(one?.truth);
  });

  it('has repeated, torn and moved records where it was asked to', () => {
    const { truth } = generateIncident({
      seed: 'odd',
      lookups: 2000,
      repeats: 0.2,
      missingResponses: 0.1,
      missingRequests: 0.1,
    });
    const sum = (field: 'repeated' | 'rejected'): number =>
      truth.sources.reduce((total, source) => total + source[field], 0);
    expect(sum('repeated')).toBeGreaterThan(100);
    expect(sum('rejected')).toBeGreaterThan(0);
    expect(truth.dependencies.reduce((total, { failures }) => total + failures, 0)).toBeGreaterThan(50);
  });
});

describe('seeded random numbers', () => {
  it('repeat for the same seed and do not for another, nor for a fork', () => {
    const first = (seed: string): string => seeded(seed).hex(32);
    expect(first('one')).toBe(first('one'));
    expect(first('one')).not.toBe(first('two'));
    expect(seeded('one').fork('part').hex(32)).not.toBe(first('one'));
  });

  it('make ids in the shape of version 4 UUIDs', () => {
    expect(seeded('ids').uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
