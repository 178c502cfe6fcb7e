import { describe, expect, it } from 'vitest';
import { groupedView, SHARED } from '../../../renderer/derive/grouped-map.ts';
import { noGrouping } from '../../../renderer/store/grouping.ts';
import type { Grouping } from '../../../renderer/store/grouping.ts';
import { serviceAttributes } from '../../../shared/policy/attributes.ts';
import { mapOf, WINDOW } from '../map/map-of.ts';
import { claimsOf } from '../policy/fleet.ts';

const map = mapOf('a>b:3 a>c:4 b>c:1 c>dns:2 a>dns:5 b>dns:6');
const attributes = serviceAttributes(claimsOf('a tenant red; b tenant red; c tenant blue'), WINDOW);
const shared = [{ service: 'dns', reasons: [], text: 'its address is of the kind “dns”' }];
const view = (grouping: Partial<Grouping>) => groupedView(map, { attributes, shared }, { ...noGrouping, ...grouping });
const pairs = (grouping: Partial<Grouping>) =>
  view(grouping).map.dependencies.map(({ client, server, lookups }) => `${client}>${server}:${lookups}`);

describe('the map as it is grouped', () => {
  it('is the map itself where nothing is folded', () => {
    expect(view({}).map).toBe(map);
    expect(view({}).nodeOf('a')).toBe('a');
  });

  it('folds the services of a tenant into one, those of which nothing is known into another', () => {
    expect(pairs({ by: 'tenant' })).toEqual([
      'tenant:blue>tenant::2',
      'tenant:red>tenant::11',
      'tenant:red>tenant:blue:5',
    ]);
    expect(view({ by: 'tenant' }).groups.get('tenant:red')).toMatchObject({ name: 'red', services: ['a', 'b'] });
    expect(view({ by: 'tenant' }).nodeOf('a')).toBe('tenant:red');
  });

  it('shows the services of a group that is open one by one', () => {
    const { groups, all, nodeOf } = view({ by: 'tenant', open: ['tenant:red'] });
    expect([groups.has('tenant:red'), all.has('tenant:red'), nodeOf('a')]).toEqual([false, true, 'a']);
    expect(pairs({ by: 'tenant', open: ['tenant:red'] })).toContain('a>b:3');
  });

  it('folds shared services into a node of their own, with and without groups', () => {
    expect(pairs({ foldShared: true })).toContain(`a>${SHARED}:5`);
    expect(pairs({ by: 'tenant', foldShared: true })).toEqual([
      `tenant:blue>${SHARED}:2`,
      `tenant:red>${SHARED}:11`,
      'tenant:red>tenant:blue:5',
    ]);
  });
});
