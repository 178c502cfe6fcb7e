import type { Fields } from '../../evidence/json-parse.ts';
import type { Mapped } from '../adapter.ts';
import { firstText, object, text } from '../fields.ts';
import { inCluster } from './cluster.ts';
import { connectionRow, transport, UNANSWERED, WITHOUT_PORTS } from './connection.ts';
import type { Handshakes } from './handshakes.ts';

const NO_CONNECTION = new Set(['DROPPED', 'ERROR']);

/** The name of a pod as its inventory knows it, `namespace/pod`, in whichever cluster; null for what is no pod. */
export function podOf(endpoint: Fields): string | null {
  const pod = text(endpoint.pod_name);
  return pod === null ? null : `${text(endpoint.namespace) ?? 'default'}/${pod}`;
}

/** The ends of a Hubble flow and its protocol, undefined where that has no ports; and the TCP flags of the packet. */
function endsOf(flow: Fields) {
  const [name = '', said] = Object.entries(object(flow.l4))[0] ?? [];
  const ports = object(said);
  const ends = object(flow.IP);
  return {
    protocol: transport(name),
    source: { ip: text(ends.source), port: text(ports.source_port) },
    target: { ip: text(ends.destination), port: text(ports.destination_port) },
    flags: object(ports.flags),
  };
}

/** Takes in what a flow shows of a handshake. */
export function seeHubbleHandshake(flow: Fields, handshakes: Handshakes): void {
  const { protocol, source, target, flags } = endsOf(flow);
  if (protocol !== 'tcp' || NO_CONNECTION.has(text(flow.verdict) ?? '')) return;
  handshakes.see(
    source,
    target,
    flags.RST === true ? 'reset' : flags.SYN === true && flags.ACK !== true ? 'syn' : 'more',
  );
}

/**
 * The connection that a Hubble flow is part of. A flow is a packet (or a message of layer 7) from source to destination; who connected is told by
 * `is_reply`, else by a SYN. The pod that is the source recorded it, else the pod that is the destination,
 * in its cluster, where that is known: pods of several clusters can be called alike.
 */
export function hubbleConnection(flow: Fields, time: unknown, handshakes: Handshakes, cluster: string | null): Mapped {
  if (NO_CONNECTION.has(text(flow.verdict) ?? '')) return { skip: 'dropped: no connection' };
  const { protocol, source, target, flags } = endsOf(flow);
  if (protocol === undefined) return WITHOUT_PORTS;
  if (protocol === 'tcp' && handshakes.areAttempts(source, target)) return UNANSWERED;
  const [from, to] = [podOf(object(flow.source)), podOf(object(flow.destination))];
  const recorder = from ?? to;
  return connectionRow({
    source,
    target,
    own: from === null && to !== null ? 'target' : 'source',
    client: clientOf(text(flow.is_reply), flags),
    values: {
      timestamp: firstText(flow.time, time),
      host: recorder === null ? null : inCluster(recorder, cluster),
      protocol,
    },
  });
}

function clientOf(reply: string | null, flags: Fields): 'source' | 'target' | undefined {
  if (reply !== null) return reply === 'true' ? 'target' : 'source';
  if (flags.SYN !== true) return undefined;
  return flags.ACK === true ? 'target' : 'source';
}
