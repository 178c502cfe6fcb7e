import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { connectionRow, isSilent, transport, UNANSWERED, WITHOUT_PORTS } from './parts/connection.ts';
import { moments } from './parts/socket-table.ts';

const ENTRY =
  /^(?:\[(\d{9,10}\.\d+)\]\s+)?\s*(?:\[(NEW|UPDATE|DESTROY)\]\s+)?(?:ipv[46]\s+\d+\s+)?([a-z][\w-]*)\s+(\d+)\s+(?:(\d+)\s+)?(?:([A-Z][A-Z0-9_]+)\s+)?(src=.*)$/;
const TUPLE = /\b(src|dst|sport|dport)=(\S+)/g;
/** The handshake is not done. */
const ATTEMPT = /^(SYN_SENT2?|SYN_RECV)$/;
/** What `conntrack` says at its end, and heads of events written as tables. */
const NOTE = /^conntrack v|^#|flow entries have been shown/;

/**
 * The connections that a Linux host tracks: `conntrack -L`, `conntrack -E` (with `-o timestamp` best), `/proc/net/nf_conntrack`. The first pair of ends is
 * as the client sent it, the second as replies come: where they differ, the host translates addresses (service address, load balancer, NAT), and the one
 * who replies is who is behind (`translated_ip`), and the one replied to is whom that sees as its client (`translated_src_ip`). The host tracks what it passes on, not only its own
 * connections: it is not taken as one of the ends. Lacks: process; time, but for events with it (socket-table.ts). Fields: man conntrack(8).
 */
export const conntrack: RecordAdapter = {
  reads: 'lines',
  format: 'conntrack',
  kind: 'connection',
  fits: ({ firstLines }) => firstLines.some((line) => entryOf(line) !== undefined),
  open: (file: EvidenceFile) => {
    const at = moments(file, 'no host');
    return (record): Mapped => {
      const line = record.text;
      const entry = entryOf(line);
      if (!entry) {
        if (at.read(line)) return { skip: 'the time of the list' };
        return NOTE.test(line) ? { skip: 'notes' } : { reject: 'the line is no tracked connection' };
      }
      const { time, protocol, state, original, reply } = entry;
      if (protocol === undefined) return WITHOUT_PORTS;
      if (ATTEMPT.test(state)) return UNANSWERED;
      if (/\[UNREPLIED\]/.test(line) && !isSilent(protocol, original.dport)) return UNANSWERED;
      const differs = (one?: string, port?: string, other?: string, otherPort?: string) =>
        one !== undefined && (one !== other || port !== otherPort);
      const behind = {
        ...(differs(reply.src, reply.sport, original.dst, original.dport) && {
          translated_ip: reply.src,
          translated_port: reply.sport,
        }),
        ...(differs(reply.dst, reply.dport, original.src, original.sport) && {
          translated_src_ip: reply.dst,
          translated_src_port: reply.dport,
        }),
      };
      const moment = time === undefined ? at.of(record) : { timestamp: time };
      return connectionRow({
        source: { ip: original.src ?? null, port: original.sport ?? null },
        target: { ip: original.dst ?? null, port: original.dport ?? null },
        client: 'source',
        values: { ...moment, protocol, ...behind },
      });
    };
  },
};

type Tuple = Readonly<Partial<Record<string, string>>>;

function entryOf(line: string) {
  const [, time, , name, , , state = '', rest = ''] = ENTRY.exec(line) ?? [];
  if (name === undefined) return undefined;
  const pairs = [...rest.matchAll(TUPLE)].map(([, key = '', value = '']) => [key, value] as const);
  const second = pairs.findIndex(([key], index) => key === 'src' && index > 0);
  const original: Tuple = Object.fromEntries(second === -1 ? pairs : pairs.slice(0, second));
  const reply: Tuple = Object.fromEntries(second === -1 ? [] : pairs.slice(second));
  return { time, protocol: transport(name), state, original, reply };
}
