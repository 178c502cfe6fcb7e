import type { ServiceId } from '../model/map.ts';
import type { RegionRule, Violation } from '../model/regions.ts';
import { byId, type Graph } from '../graph/graph.ts';
import { pathToRoot, shortestTree } from '../graph/reach.ts';
import type { Offence } from './offences.ts';

/** Transitive violations of one rule that are listed, the nearest first; those beyond are counted. */
const LISTED = 2000;

type Tree = {
  readonly before: ReadonlyMap<string, string | null>;
  readonly byDistance: readonly (readonly string[])[];
};

/** Who depends on a service, over how many steps and over which path; each service is asked for once. */
export type Dependents = (service: ServiceId) => Tree;

export function dependentsIn(towardsClients: Graph): Dependents {
  const trees = new Map<ServiceId, Tree>();
  return (service) => {
    const known = trees.get(service);
    if (known) return known;
    const before = shortestTree(towardsClients, service);
    const distances = new Map<string, number>();
    const byDistance: string[][] = [];
    for (const [node, parent] of before) {
      const distance = parent === null ? 0 : (distances.get(parent) ?? 0) + 1;
      distances.set(node, distance);
      (byDistance[distance] ??= []).push(node);
    }
    const tree = { before, byDistance };
    trees.set(service, tree);
    return tree;
  };
}

/**
 * The violations of a rule: an offence breaks it for its client (direct) where the rule governs the client, and for every
 * governed service that reaches the client (transitive), with a shortest path. `unlisted` counts the farthest, beyond what a list can show.
 */
export function violationsOf(
  rule: RegionRule,
  offences: readonly Offence[],
  dependents: Dependents,
): { readonly violations: readonly Violation[]; readonly unlisted: number } {
  const violations: Violation[] = [];
  let transitive = 0;
  let unlisted = 0;
  const farthest = Math.max(0, ...offences.map(({ client }) => dependents(client).byDistance.length));
  for (let distance = 0; distance < farthest; distance += 1) {
    for (const offence of offences) {
      for (const service of dependents(offence.client).byDistance[distance] ?? []) {
        if (service === offence.server || !concerned(offence, service)) continue;
        if (distance > 0 && (transitive += 1) > LISTED) unlisted += 1;
        else violations.push(violation(rule, offence, service, dependents));
      }
    }
  }
  return { violations: violations.sort(directFirst), unlisted };
}

const concerned = ({ parts }: Offence, service: ServiceId): boolean =>
  parts.some(({ governed }) => governed?.has(service) ?? true);

function violation(rule: RegionRule, offence: Offence, service: ServiceId, dependents: Dependents): Violation {
  const { client, server, region, why } = offence;
  const parts = offence.parts.filter(({ governed }) => governed?.has(service) ?? true);
  return {
    rule: rule.name,
    kind: service === client ? 'direct' : 'transitive',
    service,
    path: [...pathToRoot(dependents(client).before, service), server],
    region,
    lookups: parts.reduce((sum, { lookups }) => sum + lookups, 0),
    firstSeen: Math.min(...parts.map(({ firstSeen }) => firstSeen)),
    lastSeen: Math.max(...parts.map(({ lastSeen }) => lastSeen)),
    why,
  };
}

function directFirst(a: Violation, b: Violation): number {
  return (
    byId(a.kind, b.kind) ||
    a.path.length - b.path.length ||
    byId(a.path.join('\n'), b.path.join('\n')) ||
    byId(a.region, b.region)
  );
}
