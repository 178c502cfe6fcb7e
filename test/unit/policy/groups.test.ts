import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dependency, DependencyMap, Witness } from '../../../shared/model/map.ts';
import { contestedInstances, serviceAttributes } from '../../../shared/policy/attributes.ts';
import { asMap, groupMap } from '../../../shared/policy/group-map.ts';
import { replicatedServices, sharedServices } from '../../../shared/policy/shared-services.ts';
import { tenantMap, tenantsOf } from '../../../shared/policy/tenant-map.ts';
import { mapOf, WINDOW } from '../map/map-of.ts';
import { claimsOf } from './fleet.ts';

const attributesOf = (text: string) => serviceAttributes(claimsOf(text), WINDOW);
const said = (text: string) =>
  attributesOf(text).map(({ service, kind, state, values }) => `${service} ${kind} ${state} ${values.join(',')}`);

describe('what holds of a service in a window', () => {
  it('is the one value that the records of the window say, those of other times do not count', () => {
    expect(
      said('a tenant red; a tenant red 14:10-14:20; a tenant blue 13:00-14:00; a tenant green 15:00-16:00'),
    ).toEqual(['a tenant known red']);
  });

  it('is contested where records say different tenants of one time, and changed where one follows the other', () => {
    expect(said('a tenant red; a tenant blue 14:59-15:30')).toEqual(['a tenant contested blue,red']);
    expect(said('a tenant red -14:30; a tenant blue 14:30-')).toEqual(['a tenant changed red,blue']);
  });

  it('is spread over clusters where its instances are in several, which contradicts nothing', () => {
    expect(said('a cluster east; a cluster west')).toEqual(['a cluster spread east,west']);
  });

  it('is contested for the one instance that two records place in two clusters at once', () => {
    const claims = claimsOf('a/i1 cluster east; a/i1 cluster west; a/i2 cluster west; a cluster north');
    expect(contestedInstances(claims, WINDOW)).toEqual([
      { service: 'a', instance: 'i1', kind: 'cluster', state: 'contested', values: ['east', 'west'] },
    ]);
  });
});

describe('the map by tenant', () => {
  const map = mapOf('a>b:3@East,2@West a>c:4 b>c:1!2 c>d:?5 d>a:7 e>a:1');
  const attributes = attributesOf('a tenant red; b tenant red; c tenant blue; d tenant blue; d tenant red');

  it('folds each tenant into one and says what is needed inside it and between two', () => {
    const grouped = groupMap(map, attributes, 'tenant');
    expect(grouped.groups.map(({ name, services, inside }) => [name, services, inside?.lookups ?? 0])).toEqual([
      ['no tenant known', ['e'], 0],
      ['blue', ['c'], 0],
      ['contested: blue or red', ['d'], 0],
      ['red', ['a', 'b'], 5],
    ]);
    expect(
      grouped.dependencies.map(({ client, server, lookups, failures, pairs }) => [
        client,
        server,
        lookups,
        failures,
        pairs,
      ]),
    ).toEqual([
      ['tenant:', 'tenant:red', 1, 0, 1],
      ['tenant:blue', 'tenant:contested:blue+red', 0, 0, 1],
      ['tenant:contested:blue+red', 'tenant:red', 7, 0, 1],
      ['tenant:red', 'tenant:blue', 5, 2, 2],
    ]);
    expect(grouped.groups.find(({ name }) => name === 'red')?.inside?.regions).toEqual({ East: 3, West: 2 });
  });

  it('leaves the services of the other tenants as they are where only one is folded', () => {
    const { groups, services, dependencies } = groupMap(map, attributes, 'tenant', new Set(['tenant:red']));
    expect(groups.map(({ id }) => id)).toEqual(['tenant:red']);
    expect(services.map(({ id }) => id)).toEqual(['c', 'd', 'e']);
    expect(dependencies.map(({ client, server }) => `${client}>${server}`)).toEqual([
      'c>d',
      'd>tenant:red',
      'e>tenant:red',
      'tenant:red>c',
    ]);
  });
});

const ids = ['svc-anton', 'svc-berta', 'svc-carla', 'svc-dora', 'svc-emil', 'svc-frida'];
const TENANTS = ['zebra', 'yak', 'xerus'];
const anyMap = fc
  .uniqueArray(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(9), fc.nat(3), fc.nat(3)), {
    selector: ([a, b]) => a * 6 + b,
    maxLength: 20,
  })
  .map((pairs) => {
    const map = mapOf(ids.join(' '));
    const dependencies = pairs
      .filter(([a, b]) => a !== b)
      .map(([a, b, lookups, contested, failures]): Dependency => {
        const [client = '', server = ''] = [ids[a], ids[b]];
        const regions = { [`region-of-${server}`]: lookups };
        return {
          client,
          server,
          lookups,
          contested,
          failures,
          firstSeen: WINDOW.from + a,
          lastSeen: WINDOW.from + b + 10,
          regions,
          carried: false,
        };
      });
    const services = map.services.map((service, at) => ({
      ...service,
      parent: ids[(at + 1) % 6] ?? null,
      regions: [`home-of-${service.id}`],
    }));
    return {
      ...map,
      services,
      dependencies,
      undirected: [
        {
          services: [ids[0] ?? '', ids[1] ?? ''] as const,
          connections: 1,
          firstSeen: WINDOW.from,
          lastSeen: WINDOW.from,
        },
      ],
      declaredOnly: [{ client: ids[2] ?? '', server: ids[3] ?? '', witness: 'declared' as const }],
    };
  });
const anyClaims = fc
  .array(fc.tuple(fc.nat(5), fc.nat(2), fc.boolean()), { maxLength: 9 })
  .map((some) =>
    claimsOf(some.map(([a, t, early]) => `${ids[a]} tenant ${TENANTS[t]} ${early ? '-14:30' : ''}`).join(';')),
  );

describe('for any map and any records', () => {
  it('the grouped figures are those of the map', () => {
    fc.assert(
      fc.property(anyMap, anyClaims, fc.subarray(TENANTS), (map, claims, folded) => {
        const some = new Set(folded.map((tenant) => `tenant:${tenant}`));
        for (const fold of [undefined, some]) {
          const grouped = groupMap(map, serviceAttributes(claims, WINDOW), 'tenant', fold);
          const { groups, services, dependencies, undirected = [] } = grouped;
          const nodes = new Set([...groups, ...services].map(({ id }) => id));
          expect(undirected.reduce((sum, { connections }) => sum + connections, 0)).toBe(1);
          expect(undirected.flatMap((pair) => pair.services).every((id) => nodes.has(id))).toBe(true);
          const all = [...dependencies, ...groups.flatMap(({ inside }) => (inside ? [inside] : []))];
          for (const figure of ['lookups', 'contested', 'failures'] as const)
            expect(all.reduce((sum, one) => sum + one[figure], 0)).toBe(
              map.dependencies.reduce((sum, one) => sum + one[figure], 0),
            );
          expect(all.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(map.dependencies.length);
          expect(groups.reduce((sum, group) => sum + group.services.length, services.length)).toBe(map.services.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the map of one tenant says no name, id or place of another, and keeps every count of its own', () => {
    fc.assert(
      fc.property(anyMap, anyClaims, fc.constantFrom(...TENANTS), (map, claims, tenant) => {
        const attributes = serviceAttributes(claims, WINDOW);
        const own = attributes
          .filter(({ state, values }) => state === 'known' && values[0] === tenant)
          .map(({ service }) => service);
        const shown = tenantMap(map, attributes, tenant);
        const text = JSON.stringify(shown);
        const others = map.services.filter(({ id }) => !own.includes(id));
        for (const { id, name } of others) {
          expect(text).not.toContain(id);
          expect(text.toLowerCase()).not.toContain(name.toLowerCase());
        }
        for (const other of TENANTS) if (other !== tenant) expect(text).not.toContain(other);
        const touching = map.dependencies.filter(({ client, server }) => own.includes(client) || own.includes(server));
        const sum = (all: readonly Dependency[]) => all.reduce((total, { lookups }) => total + lookups, 0);
        expect(sum(shown.map.dependencies)).toBe(sum(touching));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the map of one tenant', () => {
  it('numbers the others by use and calls services without a certain tenant the outside', () => {
    const map = mapOf('a>b:3 a>c:9 a>d:1 e>a:2');
    const attributes = attributesOf(
      'a tenant red; b tenant blue; c tenant green; d tenant blue; e tenant red; e tenant blue',
    );
    const { map: own, others, uncertain } = tenantMap(map, attributes, 'red');
    expect(own.dependencies.map(({ client, server, lookups }) => `${client}>${server}:${lookups}`)).toEqual([
      'a>tenant 1:9',
      'a>tenant 2:4',
      'outside>a:2',
    ]);
    expect(others).toEqual([
      { id: 'tenant 1', services: 1 },
      { id: 'tenant 2', services: 2 },
      { id: 'outside', services: 1 },
    ]);
    expect([uncertain, tenantsOf(attributes)]).toEqual([1, ['blue', 'green', 'red']]);
  });
});

describe('shared services', () => {
  const clients = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

  it('are those that half of the others ask for, where there are eight others', () => {
    const map = mapOf(
      `${clients
        .slice(0, 4)
        .map((id) => `${id}>dns:1`)
        .join(' ')} ${clients
        .slice(4)
        .map((id) => `${id}>x${id}:1`)
        .join(' ')}`,
    );
    expect(sharedServices(map, []).map(({ service, text }) => [service, text])).toEqual([
      ['dns', '4 of 8 services ask for it'],
    ]);
    const fewer = mapOf(
      `${clients
        .slice(0, 3)
        .map((id) => `${id}>dns:1`)
        .join(' ')} ${clients
        .slice(3)
        .map((id) => `${id}>x${id}:1`)
        .join(' ')}`,
    );
    expect(sharedServices(fewer, [])).toEqual([]);
    const few = mapOf('a>dns:1 b>dns:1 c>dns:1');
    expect(sharedServices(few, [])).toEqual([]);
  });

  it('are those that ask for half of the others, as a collector of metrics does', () => {
    const map = mapOf(clients.map((id) => `metrics>${id}:1`).join(' '));
    expect(sharedServices(map, []).map(({ service }) => service)).toEqual(['metrics']);
  });

  it('are those whose address the inventory calls so, however it writes the word', () => {
    const kinds = [
      { service: 'a', kind: 'Load-Balancer' },
      { service: 'b', kind: 'instance' },
    ];
    expect(sharedServices(mapOf('a>b:1'), kinds)).toEqual([
      {
        service: 'a',
        reasons: [{ by: 'kind', kind: 'Load-Balancer' }],
        text: 'its address is of the kind “Load-Balancer”',
      },
    ]);
  });

  it('do not come from dependencies that are contested only', () => {
    expect(sharedServices(mapOf(clients.map((id) => `${id}>dns:?1`).join(' ')), [])).toEqual([]);
  });
});

it('a service in several clusters is one service with its places', () => {
  const attributes = attributesOf('a cluster east; a cluster west; b cluster east');
  expect(replicatedServices(mapOf('a>b:1'), attributes)).toEqual([
    { service: 'a', regions: ['West'], clusters: ['east', 'west'], groups: [] },
  ]);
});

it('a grouped map can be written as any map', () => {
  const grouped = groupMap(mapOf('a>b:3'), attributesOf('a tenant red; b tenant blue'), 'tenant');
  expect(asMap(grouped).dependencies).toMatchObject([
    { client: 'tenant:red', server: 'tenant:blue', lookups: 3, carried: false },
  ]);
});

it('what is folded or another tenant’s is seen by every witness that saw any of it', () => {
  const plain = mapOf('a>b:3 c>b:1');
  const attributes = attributesOf('a tenant red; c tenant red; b tenant blue');
  const seen = (...witnesses: readonly Witness[]) => {
    const dependencies = plain.dependencies.map((one, at) => ({ ...one, witness: witnesses[at] ?? 'dns' }));
    return { ...plain, dependencies };
  };
  const folded = (map: DependencyMap) => asMap(groupMap(map, attributes, 'tenant')).dependencies[0]?.witness;
  expect(folded(plain)).toBeUndefined();
  expect(folded(seen('dns', 'dns'))).toBe('dns');
  expect(folded(seen('connection', 'connection'))).toBe('connection');
  expect(folded(seen('dns', 'connection'))).toBe('both');
  expect(tenantMap(seen('both', 'dns'), attributes, 'blue').map.dependencies[0]?.witness).toBe('both');
});
