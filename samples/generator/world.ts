import type { Micros } from '../../shared/model/time.ts';

/** Who a machine or an address belongs to at one moment, as the generator decided it. */
export type Owner =
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'contested'; readonly candidates: readonly string[] }
  | { readonly kind: 'unowned' }
  | { readonly kind: 'unknown' };

export const owned = (service: string): Owner => ({ kind: 'service', service });
export const UNKNOWN: Owner = { kind: 'unknown' };
export const UNOWNED: Owner = { kind: 'unowned' };

/** A service of the invented fleet. */
export interface Service {
  readonly id: string;
  readonly name: string;
  /** The name that clients look up. */
  readonly host: string;
  readonly parent?: string;
  readonly dataClass?: string;
  readonly tenant?: string;
  readonly namespace?: string;
}

/** One running copy of a service with its addresses, in the half-open interval in which its owner holds them. */
export interface Instance {
  readonly sourceId: string;
  readonly subscription: string;
  readonly resourceId: string | null;
  readonly owner: Owner;
  readonly region: string;
  readonly ip4: string | null;
  readonly ip6: string | null;
  /** How the query log names it when it asks. */
  readonly askedBy: 'id' | 'ip';
  readonly from: Micros;
  readonly to: Micros;
}

/** A row of the VM inventory; open ends are ±Infinity. */
export interface VmRow {
  readonly sourceId: string;
  readonly subscription: string;
  readonly resourceId: string | null;
  readonly location: string;
  readonly host: string;
  readonly ip: string;
  readonly from: Micros;
  readonly to: Micros;
}

/** A row of the IP inventory; open ends are ±Infinity. */
export interface IpRow {
  readonly ip: string;
  readonly subscription: string;
  readonly resourceId: string | null;
  readonly region: string | null;
  readonly from: Micros;
  readonly to: Micros;
}

/** A row of the service tree; open ends are ±Infinity. */
export interface TreeRow {
  readonly service: string;
  readonly instanceId: string;
  readonly subscription: string;
  readonly resourceId: string | null;
  readonly from: Micros;
  readonly to: Micros;
}

/** The fleet as it was over the whole case: the inventories, and beside them who really ran where. */
export interface Fleet {
  readonly services: readonly Service[];
  readonly instances: readonly Instance[];
  readonly vms: readonly VmRow[];
  readonly ips: readonly IpRow[];
  readonly tree: readonly TreeRow[];
}

/** An address of an answer and whose it was. `region` is what the inventories say, `unknown` where they are silent. */
export interface Answer {
  readonly ip: string;
  readonly owner: Owner;
  readonly region: string;
}

/** A lookup as the generator decided it. */
export interface Lookup {
  readonly id: string;
  /** The lookup's time: its request's, or its response's where the request is missing from the evidence. */
  readonly time: Micros;
  /** From request to response. */
  readonly delay: Micros;
  /** What the log says of the asker: a source id, or its address where the log has no id. */
  readonly sourceId: string | null;
  readonly sourceIp: string | null;
  readonly client: Owner;
  readonly name: string;
  readonly type: string;
  /** The response code; null where there is no response at all. */
  readonly code: string | null;
  readonly answers: readonly Answer[];
  readonly cname: string | null;
  readonly requestMissing: boolean;
  /** A label by which the writer chooses the file. */
  readonly log: string;
}
