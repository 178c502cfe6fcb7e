import type { ServiceId } from '../model/map.ts';
import type { PolicyTraits } from './traits.ts';

export type Labels = Readonly<Record<string, string>>;

/** Instances of a service that are alike to every policy: one end of a dependency. Null: the evidence does not say. */
export interface Workload {
  readonly service: ServiceId;
  readonly name: string;
  /** Several values at once are contested; none: no record names one. */
  readonly tenant: readonly string[];
  readonly namespace: readonly string[];
  /** The Kubernetes clusters that it may be in; none: unknown. */
  readonly cluster: readonly string[];
  /** The regions that it may be in; none: unknown. */
  readonly region: readonly string[];
  readonly labels: Labels | null;
  readonly namespaceLabels: Labels | null;
  readonly addresses: readonly string[] | null;
  readonly securityGroups: readonly string[] | null;
  /** Ports to which the workload gives names. */
  readonly namedPorts: NonNullable<PolicyTraits['namedPorts']> | null;
  /** What the records say of it beside the inventories, by which connections tell whose they are. */
  readonly traits: string | null;
}

/** A workload of which only the service is known. */
export function workloadOf(service: ServiceId, known: Partial<Workload> = {}): Workload {
  return {
    service,
    name: service,
    tenant: [],
    namespace: [],
    cluster: [],
    region: [],
    labels: null,
    namespaceLabels: null,
    addresses: null,
    securityGroups: null,
    namedPorts: null,
    traits: null,
    ...known,
  };
}
