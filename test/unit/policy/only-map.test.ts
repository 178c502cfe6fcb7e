import { describe, expect, it } from 'vitest';
import { serviceAttributes } from '../../../shared/policy/attributes.ts';
import { hasAll, onlyMap, valuesOf } from '../../../shared/policy/only-map.ts';
import { mapOf, WINDOW } from '../map/map-of.ts';
import { claimsOf } from './fleet.ts';

const attributes = serviceAttributes(
  claimsOf(
    'a namespace shop; b namespace shop; c namespace data; a cluster east; a cluster west; b cluster west; ' +
      'd tenant red -14:30; d tenant blue 14:30-',
  ),
  WINDOW,
);
const ids = ['a', 'b', 'c', 'd'];

describe('what services have of an attribute', () => {
  it('is each value that one has at some time or place', () => {
    expect(valuesOf(attributes, 'namespace')).toEqual(['data', 'shop']);
    expect(valuesOf(attributes, 'cluster')).toEqual(['east', 'west']);
    expect(valuesOf(attributes, 'tenant')).toEqual(['blue', 'red']);
    expect(valuesOf(attributes, 'group')).toEqual([]);
  });

  it('is held against all values that are asked for', () => {
    const having = (...wanted: Parameters<typeof hasAll>[1]) => ids.filter(hasAll(attributes, wanted));
    expect(having({ by: 'cluster', value: 'west' })).toEqual(['a', 'b']);
    expect(having({ by: 'namespace', value: 'shop' }, { by: 'cluster', value: 'east' })).toEqual(['a']);
    expect(having({ by: 'cluster', value: 'east' }, { by: 'cluster', value: 'west' })).toEqual(['a']);
    expect(having({ by: 'tenant', value: 'red' })).toEqual(['d']);
    expect(having({ by: 'namespace', value: 'shop' }, { by: 'tenant', value: 'red' })).toEqual([]);
  });
});

describe('the map of some services', () => {
  const isShop = hasAll(attributes, [{ by: 'namespace', value: 'shop' }]);
  const pairs = (list: readonly { readonly client: string; readonly server: string }[] = []) =>
    list.map(({ client, server }) => `${client}>${server}`);

  it('holds them and every dependency with an end among them', () => {
    const only = onlyMap(mapOf('a>b:3 a>c:4 d>b:1 c>d:5 e>c:1'), isShop);
    expect(pairs(only.dependencies)).toEqual(['a>b', 'a>c', 'd>b']);
    expect(only.services.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect('declaredOnly' in only).toBe(false);
  });

  it('keeps what was only declared, and connections without direction, by the same rule', () => {
    const only = onlyMap(
      {
        ...mapOf('c>d:5 a b e f'),
        declaredOnly: [
          { client: 'b', server: 'e', witness: 'declared' },
          { client: 'c', server: 'f', witness: 'declared' },
        ],
        undirected: [
          { services: ['a', 'd'], connections: 1, firstSeen: WINDOW.from, lastSeen: WINDOW.from },
          { services: ['c', 'f'], connections: 1, firstSeen: WINDOW.from, lastSeen: WINDOW.from },
        ],
      },
      isShop,
    );
    expect(pairs(only.dependencies)).toEqual([]);
    expect(pairs(only.declaredOnly)).toEqual(['b>e']);
    expect(only.undirected?.map(({ services }) => services)).toEqual([['a', 'd']]);
    expect(only.services.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e']);
  });
});
