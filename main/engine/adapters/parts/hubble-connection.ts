import type { Fields } from '../../evidence/json-parse.ts';
import type { Mapped } from '../adapter.ts';
import { firstText, object, text } from '../fields.ts';
import { connectionRow, transport, WITHOUT_PORTS } from './connection.ts';

const NO_CONNECTION = new Set(['DROPPED', 'ERROR']);

/** The name of a pod as its inventory knows it, `namespace/pod`; null for what is no pod. */
export function podOf(endpoint: Fields): string | null {
  const pod = text(endpoint.pod_name);
  return pod === null ? null : `${text(endpoint.namespace) ?? 'default'}/${pod}`;
}

/**
 * The connection that a Hubble flow is part of. A flow is a packet (or a message of layer 7) from source to destination; who connected is told by
 * `is_reply`, else by a SYN. The pod that is the source recorded it, else the pod that is the destination.
 */
export function hubbleConnection(flow: Fields, time: unknown): Mapped {
  if (NO_CONNECTION.has(text(flow.verdict) ?? '')) return { skip: 'dropped: no connection' };
  const [name = '', said] = Object.entries(object(flow.l4))[0] ?? [];
  const protocol = transport(name);
  if (protocol === undefined) return WITHOUT_PORTS;
  const ports = object(said);
  const ends = object(flow.IP);
  const [source, destination] = [podOf(object(flow.source)), podOf(object(flow.destination))];
  return connectionRow({
    source: { ip: text(ends.source), port: text(ports.source_port) },
    target: { ip: text(ends.destination), port: text(ports.destination_port) },
    own: source === null && destination !== null ? 'target' : 'source',
    client: clientOf(text(flow.is_reply), object(ports.flags)),
    values: { timestamp: firstText(flow.time, time), host: source ?? destination, protocol },
  });
}

function clientOf(reply: string | null, flags: Fields): 'source' | 'target' | undefined {
  if (reply !== null) return reply === 'true' ? 'target' : 'source';
  if (flags.SYN !== true) return undefined;
  return flags.ACK === true ? 'target' : 'source';
}
