import { expect, test } from 'vitest';
import { suggestTarget } from '../../../renderer/derive/suggest-target.ts';
import type { Dependency, DependencyMap } from '../../../shared/model/map.ts';
import type { Health } from '../../../shared/model/health.ts';

const window = { from: 0, to: 60_000_000 };

const map = (...pairs: readonly (readonly [string, string])[]): DependencyMap => ({
  window,
  services: [...new Set(pairs.flat())].map((id) => ({ id, name: id, regions: [], instances: 1, parent: null })),
  dependencies: pairs.map(([client, server]): Dependency => ({
    client,
    server,
    lookups: 5,
    contested: 0,
    failures: 0,
    firstSeen: 0,
    lastSeen: 1,
    regions: {},
    carried: false,
  })),
  lookups: {
    total: 0,
    resolved: 0,
    self: 0,
    unresolved: { 'unknown-client': 0, 'no-answer': 0, contested: 0, unowned: 0, 'unknown-address': 0 },
    noAnswer: {},
  },
});

const health = (...failing: readonly (readonly [string, 'error' | 'degraded'])[]): Health => ({
  watched: [],
  unmet: [],
  intervals: failing.map(([service, status]) => ({
    service,
    witness: 'events',
    subject: service,
    kind: 'availability',
    status,
    ...window,
    after: null,
    sampled: true,
    severity: null,
    events: 1,
    step: 60_000_000,
    message: null,
    citation: { source: 1, path: 'health.csv', line: 2 },
  })),
});

const fleet = map(
  ['gateway', 'portal'],
  ['portal', 'store'],
  ['portal', 'mail'],
  ['portal', 'cache'],
  ['store', 'disk'],
);

test('the window begins with the failing service that has the most dependencies of its own', () => {
  expect(suggestTarget(fleet, health(['gateway', 'error'], ['portal', 'error'], ['store', 'error']))).toBe('portal');
});

test('a service that is merely degraded does not come before one in error', () => {
  expect(suggestTarget(fleet, health(['portal', 'degraded'], ['store', 'error']))).toBe('store');
});

test('where nothing failed, the window begins with a service that nothing depends on', () => {
  expect(suggestTarget(fleet, health())).toBe('gateway');
});

test('an empty map suggests nothing', () => {
  expect(suggestTarget(map(), health())).toBeNull();
});
