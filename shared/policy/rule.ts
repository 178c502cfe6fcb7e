import type { Citation } from '../model/evidence.ts';
import type { Dialect } from '../model/policy.ts';
import type { Micros } from '../model/time.ts';
import type { Selector } from './selector.ts';
import type { Truth } from './truth.ts';
import type { Workload } from './workload.ts';

/** Ports that a rule lets pass: of a protocol (null: any), from … to (null: all), or by a name that the server gives a port of the protocol. */
export interface PortRange {
  readonly protocol: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly name: string | null;
}

/** A port of a server on which it was connected to. */
export interface Port {
  readonly protocol: string;
  readonly port: number;
}

/** A port that was asked for; null where only the protocol is known, for `front` (an address and its port) stands before the server. */
export type Goal = Port | { readonly protocol: string; readonly port: null; readonly front: string };

/** One rule of a policy: which peers, on which ports. */
export interface Rule {
  readonly id: string;
  readonly text: string;
  readonly peers: Selector;
  /** What it asks of whom the policy guards, beside what the policy does. */
  readonly own: Selector;
  /** Null: all ports. */
  readonly ports: readonly PortRange[] | null;
  /** What it asks for besides, which the evidence of a case cannot show: methods, paths, tokens … */
  readonly conditions: readonly string[];
  /** How narrow client and server are named, for dialects in which a narrower rule goes before a wider one; see `isNarrower`. */
  readonly ends: readonly [client: End, server: End] | null;
  readonly citation: Citation | null;
}

/** How an end of a canonical rule is named. */
export type End = 'service' | 'namespace' | 'tenant' | 'region' | 'any';

/**
 * A policy in one form for all dialects: whom it guards in one direction, and what its rules let pass or refuse.
 * `ingress`: it guards the server and its rules name clients; `egress`: it guards the client and its rules name servers.
 */
export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly dialect: Dialect;
  readonly direction: 'ingress' | 'egress';
  readonly guards: Selector;
  /** `external`: somebody outside decides. */
  readonly action: 'allow' | 'deny' | 'external';
  /** What its dialect means by default: whoever is guarded may do only what a rule allows. */
  readonly isolates: boolean;
  readonly rules: readonly Rule[];
  /** Validity, half-open; null: open. */
  readonly from: Micros | null;
  readonly to: Micros | null;
  readonly citation: Citation | null;
}

/** Whether one of the ranges holds the port of the workload. */
export function opens(ranges: readonly PortRange[] | null, port: Goal | null, server: Workload): Truth {
  if (ranges === null) return 'yes';
  const truths = ranges.map((range) => holds(range, port, server));
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

const LAST = 65_535;

function holds({ protocol, from, to, name }: PortRange, port: Goal | null, { namedPorts }: Workload): Truth {
  if (protocol === null && from === null && name === null) return 'yes';
  if (port === null) return 'unknown';
  if (protocol !== null && !isSameProtocol(protocol, port.protocol)) return 'no';
  if (port.port === null) return name === null && (from ?? 0) <= 1 && (to ?? LAST) >= LAST ? 'yes' : 'unknown';
  if (name !== null) {
    if (namedPorts === null) return 'unknown';
    const isMeant = (one: Port) => one.port === port.port && isSameProtocol(one.protocol, port.protocol);
    return namedPorts.some((one) => one.name === name && isMeant(one)) ? 'yes' : 'no';
  }
  return (from === null || from <= port.port) && (to === null || port.port <= to) ? 'yes' : 'no';
}

const isSameProtocol = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const WIDTH: Readonly<Record<End, number>> = { service: 0, namespace: 1, tenant: 2, region: 2, any: 3 };

/**
 * Whether rule `a` is narrower than rule `b`: at neither end wider and narrower at one. A service is narrower than a namespace, that than a
 * tenant, that than any; a region is narrower than any and wider than a service, and cannot be compared with namespaces and tenants.
 */
export function isNarrower(a: Rule, b: Rule): boolean {
  if (!a.ends || !b.ends) return false;
  const [client, server] = [compared(a.ends[0], b.ends[0]), compared(a.ends[1], b.ends[1])];
  return client !== null && server !== null && client <= 0 && server <= 0 && client + server < 0;
}

/** Below 0 where `a` is narrower; null where they cannot be compared. */
function compared(a: End, b: End): number | null {
  const crosses = (one: End, other: End) => one === 'region' && (other === 'tenant' || other === 'namespace');
  return crosses(a, b) || crosses(b, a) ? null : WIDTH[a] - WIDTH[b];
}
