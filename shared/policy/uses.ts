import { pairKey, type Pair } from '../map/pairs.ts';
import { connectionsOf } from '../map/follow.ts';
import { groupBy } from '../graph/group.ts';
import type { Citation } from '../model/evidence.ts';
import type { Dependency } from '../model/map.ts';
import type { PolicyVerdict } from '../model/policy.ts';
import type { RegionalDependency } from '../model/regions.ts';
import type { Micros } from '../model/time.ts';
import type { Port } from './rule.ts';

/** An address that stands before the instances of a server (of a Kubernetes Service, a load balancer), and its port: theirs may be another. */
export interface Front {
  readonly address: string;
  readonly port: Port;
  /** The record that says which port of theirs it leads to. */
  readonly citation: Citation | null;
}

/** What the records of connections say of one of their ends; null where they say nothing, or policies do not ask: then it is any instance of the service. */
export interface SeenEnd {
  readonly addresses: readonly string[] | null;
  /** See `Workload.traits`. */
  readonly traits: readonly string[] | null;
}

/** Both ends of connections. */
export interface Ends {
  readonly client: SeenEnd;
  readonly server: SeenEnd;
}

/** An end of which no record of a connection says anything. */
export const ANY_END: SeenEnd = { addresses: null, traits: null };
export const ANY_ENDS: Ends = { client: ANY_END, server: ANY_END };

/** What policies tell of connections: their ends, and the port of the server's instances. */
export interface Way {
  /** Null where it is not known, for they went to what stands before them. */
  readonly port: Port | null;
  /** The address of what stands before them. */
  readonly front: string | null;
  readonly ends: Ends;
}

/** The connections of a pair to one port of its server that are alike to policies, and the record of the first of them. */
export interface PortUse extends Pair {
  /** Of the server's instances; null where it is not known, for they went to what stands before them. */
  readonly port: Port | null;
  readonly front: Front | null;
  readonly ends: Ends;
  /** What they were in the part of the window before, where they last from it. */
  readonly earlier: Way | null;
  readonly connections: number;
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
  readonly citation: Citation;
}

/** What was seen in a part of the window, by both witnesses. */
export interface Sighting {
  /** By lookups alone. */
  readonly asked: readonly Dependency[];
  /** From region to region; null where no policy speaks of regions. */
  readonly flows: readonly RegionalDependency[] | null;
  /** The record of the first lookup of a pair, by `pairKey`. */
  readonly records: ReadonlyMap<string, Citation>;
  readonly connected: readonly PortUse[];
}

/** What policies judge as one: connections of a pair to one port, or its lookups (on one way from region to region), which have no port. */
export interface Use extends Pair {
  readonly port: Port | null;
  readonly front: Front | null;
  /** Null: these are lookups. */
  readonly ends: Ends | null;
  readonly earlier: Way | null;
  readonly regions: PolicyVerdict['regions'];
  readonly lookups: number;
  readonly failures: number;
  readonly connections: number;
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
  readonly record: Citation | undefined;
}

/** What connections are to policies, as one text. */
export function wayKey({ port, front, ends }: Way): string {
  return JSON.stringify([port, front, ends]);
}

/** See `Way`; null: these are lookups. */
export function wayOf({ port, front, ends }: Use): Way | null {
  return ends && { port, front: front?.address ?? null, ends };
}

/** Seen for certain in the window itself. */
export function wasSeen(dependency: Dependency): boolean {
  return wasAsked(dependency) || connectionsOf(dependency) > 0;
}

/** All that was seen for certain, each lookup, failure and connection in one use. */
export function usesOf({ asked, flows, records, connected }: Sighting): Use[] {
  const ways = groupBy(
    (flows ?? []).filter(({ lookups }) => lookups > 0),
    pairKey,
  );
  return [
    ...asked.filter(wasAsked).flatMap((one) => lookupsOf(one, ways.get(pairKey(one)) ?? [], records.get(pairKey(one)))),
    ...connected.map(({ citation, ...one }): Use => ({
      ...one,
      regions: onlyWay(ways.get(pairKey(one)) ?? []),
      lookups: 0,
      failures: 0,
      record: citation,
    })),
  ];
}

const wasAsked = ({ lookups, failures }: Dependency): boolean => lookups > 0 || failures > 0;

/** One use for each way from region to region. Failures have no region of their own: they join the only way, or stand alone. */
function lookupsOf(dependency: Dependency, ways: readonly RegionalDependency[], record: Citation | undefined): Use[] {
  const { client, server, lookups, failures, firstSeen, lastSeen } = dependency;
  const all = {
    client,
    server,
    port: null,
    front: null,
    ends: null,
    earlier: null,
    regions: null,
    lookups,
    failures,
    connections: 0,
    firstSeen,
    lastSeen,
    record,
  };
  if (ways.length === 0) return [all];
  const placed = ways.map((way): Use => ({
    ...all,
    regions: regionsOf(way),
    lookups: way.lookups,
    failures: ways.length === 1 ? failures : 0,
    firstSeen: way.firstSeen,
    lastSeen: way.lastSeen,
  }));
  return ways.length === 1 || failures === 0 ? placed : [...placed, { ...all, lookups: 0 }];
}

/** What has no region of its own went the way of the lookups, where these went one. */
function onlyWay([way, ...others]: readonly RegionalDependency[]): PolicyVerdict['regions'] {
  return way && others.length === 0 ? regionsOf(way) : null;
}

const regionsOf = ({ from, region }: RegionalDependency) => ({ from, to: region });
