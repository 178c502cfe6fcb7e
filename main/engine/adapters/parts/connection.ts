import type { Mapped, RawRow } from '../adapter.ts';

/** Protocols whose ends have ports, by what logs call them: numbers of IANA, names, letters. */
const TRANSPORTS: Readonly<Record<string, string>> = {
  ...{ '6': 'tcp', '17': 'udp', '132': 'sctp', '33': 'dccp' },
  ...{ tcp: 'tcp', tcp4: 'tcp', tcp6: 'tcp', tcp46: 'tcp', t: 'tcp' },
  ...{ udp: 'udp', udp4: 'udp', udp6: 'udp', udp46: 'udp', udplite: 'udp', u: 'udp' },
  ...{ sctp: 'sctp', dccp: 'dccp' },
};

/** The protocol by its short name; undefined where it has no ports (ICMP, GRE, …). */
export function transport(protocol: string | null | undefined): string | undefined {
  return TRANSPORTS[protocol?.toLowerCase() ?? ''];
}

/** Why records of protocols without ports are left out: they name no server's port. */
export const WITHOUT_PORTS: Mapped = { skip: 'protocols without ports (ICMP and others)' };

/** Why what was never answered is left out: nothing shows that somebody was there. */
export const UNANSWERED: Mapped = { skip: 'attempts without an answer' };

/** UDP ports of servers that never answer (syslog, traps of SNMP, NetFlow, IPFIX, sFlow, StatsD, GELF, collectd, Jaeger), or from another port (TFTP, VXLAN, Geneve). */
const SILENT_PORTS = new Set(
  [...[514, 162, 2055, 4739, 6343, 8125, 12201, 25826, 6831, 6832], ...[69, 4789, 8472, 6081]].map(String),
);

/** Whether a server at this port does not answer even where it is there: its silence tells nothing. */
export function isSilent(protocol: string, port: string | null | undefined): boolean {
  return protocol === 'udp' && SILENT_PORTS.has(port ?? '');
}

/** One end of a connection, as it stands in the record. */
export interface End {
  readonly ip: string | null;
  readonly port: string | null;
}

/** What a record says of a connection between two ends. */
export interface SeenConnection {
  readonly source: End;
  readonly target: End;
  /** Which of them is the recording host's own; the source where the record does not say. */
  readonly own?: 'source' | 'target';
  /** Which of them is known to have connected. */
  readonly client?: 'source' | 'target' | undefined;
  /** Time, host, protocol and process, by the canonical columns. */
  readonly values: RawRow['values'];
}

/** The row of a connection: the own end as `src`, and `role` where it is known which end connected. */
export function connectionRow({ source, target, own = 'source', client, values }: SeenConnection): Mapped {
  const [near, far] = own === 'source' ? [source, target] : [target, source];
  const role = client === undefined ? null : client === own ? 'connect' : 'listen';
  const ends = { src_ip: near.ip, src_port: near.port, dst_ip: far.ip, dst_port: far.port };
  return { rows: [{ table: 'connection', values: { ...values, ...ends, role } }] };
}

/** The row of a socket that waits for connections. */
export function listeningRow({ ip, port }: End, values: RawRow['values']): Mapped {
  return { rows: [{ table: 'connection', values: { ...values, src_ip: ip, src_port: port, role: 'listen' } }] };
}

/** The last part of a path, as processes are called elsewhere. */
export function programOf(path: string | null): string | null {
  return path?.split(/[\\/]/).at(-1) || null;
}
