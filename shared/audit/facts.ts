import { pairKey, type Pair } from '../map/pairs.ts';
import type { Citation } from '../model/evidence.ts';
import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';

/** What the logs hold of a pair in the window, beyond the counts of the map. */
export interface PairEvidence extends Pair {
  /** Lookups, failed ones too, at whose time a socket log of the asking host runs. */
  readonly socketCovered: number;
  /** Whether these logs are all snapshots. */
  readonly socketListed: boolean;
  /** The first lookup and the first connection of the window. */
  readonly lookup: Citation | null;
  readonly connection: Citation | null;
}

/** A declared dependency with the record that declares it. */
export interface DeclaredPair extends Pair {
  readonly citation: Citation;
}

/** All that an audit reads. */
export interface AuditFacts {
  /** The window, by both witnesses, with what was declared for it. */
  readonly map: DependencyMap;
  /** The whole case, by both witnesses. */
  readonly whole: DependencyMap;
  /** The time of the case before the window, by lookups; null where there is none. */
  readonly before: DependencyMap | null;
  /** Windows of equal length that end where the next begins, the nearest first. */
  readonly earlier: readonly DependencyMap[];
  readonly declared: readonly DeclaredPair[];
  readonly evidence: readonly PairEvidence[];
  /** The same of the earlier windows together. */
  readonly earlierEvidence: readonly PairEvidence[];
  /** Services whose lookups a DNS log would hold at some time of the window. */
  readonly dnsCovered: ReadonlySet<ServiceId>;
  /** Whether a socket log of any host, and whether a DNS log, runs at some time of the window, of a service or not. */
  readonly logs: { readonly sockets: boolean; readonly dns: boolean };
  /** Pairs that a socket log of the server's own end shows anywhere in the case, by their key. */
  readonly atServers: ReadonlySet<string>;
  /** Declared for the window, by or for a service that no record of the case knows. */
  readonly unknownDeclared: readonly DeclaredPair[];
  /** Services of which a socket log of an instance runs at some time of the window. */
  readonly socketCovered: ReadonlySet<ServiceId>;
}

/** The dependencies of a map by their pair. */
export function byPair(map: DependencyMap | null): ReadonlyMap<string, Dependency> {
  return new Map((map?.dependencies ?? []).map((dependency) => [pairKey(dependency), dependency]));
}
