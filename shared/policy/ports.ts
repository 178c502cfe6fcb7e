import { byId } from '../graph/graph.ts';
import type { Port } from './rule.ts';

/** Ports in their order: by protocol, then by number. */
export function inOrder(ports: readonly Port[]): Port[] {
  return ports.toSorted((a, b) => byId(a.protocol, b.protocol) || a.port - b.port);
}

/** A port in words: `tcp 80`. */
export function portText({ protocol, port }: Port): string {
  return `${protocol} ${port}`;
}
