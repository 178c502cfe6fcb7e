import { describe, expect, it } from 'vitest';
import { failingIntervals, reachOverFailing } from '../../../shared/map/failing.ts';
import { ordersFrom, reachDownstream } from '../../../shared/map/reach.ts';
import { dependencyTree, type TreeNode } from '../../../shared/map/tree.ts';
import { healthOf, mapOf, WINDOW } from './map-of.ts';

const edges = (text: string, target: string, depth?: number) =>
  reachDownstream(mapOf(text), target, depth).dependencies.map(({ client, server }) => `${client}>${server}`);
const drawn = (node: TreeNode): string =>
  node.children.length === 0 ? node.id : `${node.id}(${node.children.map(drawn).join(' ')})`;

describe('what a service reaches', () => {
  it('follows lookups, failures and dependencies seen before the window, but no contested ones', () => {
    expect([...ordersFrom(mapOf('a>b:3 b>c:!2 c>d:~ b>e:?4 x>a:1'), 'a')]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ]);
  });

  it('keeps a contested dependency whose both ends are reached', () => {
    expect(edges('a>b:3 a>c:1 b>c:?2 b>d:?9', 'a')).toEqual(['a>b', 'a>c', 'b>c']);
  });

  it('stops at the depth asked for', () => {
    expect(edges('a>b:1 b>c:1 c>d:1 b>a:1', 'a', 1)).toEqual(['a>b', 'b>a']);
  });

  it('is nothing for a service that the map does not hold', () => {
    expect(reachDownstream(mapOf('a>b:1'), 'nobody').services).toEqual([]);
  });
});

describe('dependency tree', () => {
  it('places each service once, under the client of the previous order that uses it most', () => {
    const tree = dependencyTree(mapOf('t>a:1 t>b:9 a>c:2 b>c:7 c>d:1'), 't');
    expect(drawn(tree.root)).toBe('t(b(c(d)) a)');
    expect(tree.references).toMatchObject([{ dependency: { client: 'a', server: 'c' }, cycle: false }]);
  });

  it('shows the way back of a cycle as a reference and says so', () => {
    const tree = dependencyTree(mapOf('t>a:1 a>b:1 b>a:1 b>t:1'), 't');
    expect(drawn(tree.root)).toBe('t(a(b))');
    expect(tree.references.map(({ dependency, cycle }) => [dependency.client, dependency.server, cycle])).toEqual([
      ['b', 'a', true],
      ['b', 't', true],
    ]);
  });

  it('folds away what is not expanded and counts it', () => {
    const { root, references } = dependencyTree(mapOf('t>a:2 t>b:1 a>c:1 c>d:1 b>d:1'), 't', new Set(['t']));
    expect(drawn(root)).toBe('t(a b)');
    expect(root.children.map(({ id, folded }) => [id, folded])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(references).toEqual([]);
  });
});

describe('failing services', () => {
  it('takes the intervals that share an instant with the window', () => {
    const health = healthOf('a 13:50-14:00; b 13:50-14:01; c 14:59-15:30; d 15:00-15:30');
    expect([...failingIntervals(health, WINDOW).keys()]).toEqual(['b', 'c']);
  });

  it('walks over failing services and bridges those without health data', () => {
    const map = mapOf('t>a:1 a>blind:1 blind>o:1 t>well:1 well>far:1 a>leaf:1');
    const health = healthOf('t 14:10-14:20; a 14:09-14:20; o 14:08-14:20; far 14:01-14:20', 'well');
    const { failing, bridges } = reachOverFailing(map, health, 't', WINDOW);
    expect([...failing.keys()]).toEqual(['t', 'a', 'o']);
    expect(bridges).toEqual(['blind']);
  });

  it('is empty where the target did not fail', () => {
    const { failing } = reachOverFailing(mapOf('t>a:1'), healthOf('a 14:09-14:20', 't'), 't', WINDOW);
    expect(failing.size).toBe(0);
  });
});
