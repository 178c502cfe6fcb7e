import { groupBy } from '../graph/group.ts';
import type { Subjects } from './fleet.ts';
import type { Policy } from './rule.ts';
import { inBlock, type Selector } from './selector.ts';
import { policyTraits, type PolicyTraits } from './traits.ts';
import type { Ends, PortUse, SeenEnd } from './uses.ts';
import type { Workload } from './workload.ts';

/** What policies can tell apart; instances and addresses that are one to each of them are one here. */
export interface Asked {
  /** The text of traits with nothing in it that no policy asks for. */
  readonly traits: (text: string) => string;
  /** The first address that was asked for of those that lie in the same blocks. */
  readonly address: (address: string) => string;
}

/** What some policies can tell apart. */
export function askedBy(policies: readonly Policy[]): Asked {
  const rules = policies.flatMap((policy) => policy.rules);
  const parts = [...policies.map(({ guards }) => guards), ...rules.flatMap(({ peers, own }) => [peers, own])].flatMap(
    partsOf,
  );
  const labels = new Set(
    parts.flatMap((one) => (one.kind === 'labels' && one.of === 'workload' ? one.terms.map(({ key }) => key) : [])),
  );
  const blocks = [...new Set(parts.flatMap((one) => (one.kind === 'addresses' ? [one.cidr] : [])))];
  const byName = rules.some(({ ports }) => ports?.some(({ name }) => name !== null) ?? false);
  const first = new Map<string, string>();
  return {
    traits: remembered((text) => JSON.stringify(narrowed(policyTraits.parse(JSON.parse(text)), labels, byName))),
    address: remembered((address) => {
      const key = blocks.map((cidr) => inBlock(address, cidr)).join();
      const known = first.get(key);
      if (known === undefined) first.set(key, address);
      return known ?? address;
    }),
  };
}

function narrowed(traits: PolicyTraits, asked: ReadonlySet<string>, byName: boolean): PolicyTraits {
  const { labels, namedPorts, ...rest } = traits;
  const kept = Object.entries(labels ?? {}).filter(([key]) => asked.has(key));
  return {
    ...rest,
    ...(labels ? { labels: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))) } : {}),
    ...(byName && namedPorts ? { namedPorts } : {}),
  };
}

/** The workloads of subjects as policies tell them apart, each once. */
export function subjectsAsked({ namespaces, workloads }: Subjects, asked: Asked): Subjects {
  const own = (one: Partial<Workload>): Partial<Workload> => {
    const addresses = one.addresses ? [...new Set(one.addresses.map(asked.address))] : null;
    if (!one.traits) return { ...one, addresses };
    const traits = asked.traits(one.traits);
    const { labels, namedPorts } = policyTraits.parse(JSON.parse(traits));
    return { ...one, addresses, traits, labels: labels ?? null, namedPorts: namedPorts ?? null };
  };
  const once = (all: readonly Partial<Workload>[]) => [
    ...new Map(all.map(own).map((one) => [one.traits, one])).values(),
  ];
  return { namespaces, workloads: new Map([...workloads].map(([service, all]) => [service, once(all)])) };
}

/** The connections as policies tell their ends apart, those that are alike to them as one. */
export function usesAsked(uses: readonly PortUse[], asked: Asked): PortUse[] {
  const end = ({ addresses, traits }: SeenEnd): SeenEnd => ({
    addresses: addresses && [...new Set(addresses.map(asked.address))],
    traits: traits && [...new Set(traits.map(asked.traits))].sort(),
  });
  const both = ({ client, server }: Ends): Ends => ({ client: end(client), server: end(server) });
  const told = uses.map((use) => ({
    ...use,
    ends: both(use.ends),
    earlier: use.earlier && { ...use.earlier, ends: both(use.earlier.ends) },
  }));
  const alike = groupBy(told, ({ client, server, port, front, ends, earlier }) =>
    JSON.stringify([client, server, port, front, ends, earlier]),
  );
  return [...alike.values()].flatMap((some) => {
    const [first] = some.toSorted((a, b) => a.firstSeen - b.firstSeen);
    if (!first) return [];
    const connections = some.reduce((sum, one) => sum + one.connections, 0);
    return [{ ...first, connections, lastSeen: some.reduce((last, one) => Math.max(last, one.lastSeen), 0) }];
  });
}

/** The selectors that a selector is made of, and itself. */
function partsOf(selector: Selector): readonly Selector[] {
  if (selector.kind === 'all' || selector.kind === 'one') return [selector, ...selector.of.flatMap(partsOf)];
  return selector.kind === 'not' ? [selector, ...partsOf(selector.of)] : [selector];
}

function remembered(of: (text: string) => string): (text: string) => string {
  const found = new Map<string, string>();
  return (text) => {
    const known = found.get(text) ?? of(text);
    found.set(text, known);
    return known;
  };
}
