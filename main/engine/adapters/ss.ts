import type { Mapped, RecordAdapter } from './adapter.ts';
import { transport } from './parts/connection.ts';
import { CUT_OFF, endOf, farEnd, FOREIGN, moments, socketRow, unknownState } from './parts/socket-table.ts';

const STATES =
  'LISTEN|ESTAB|TIME-WAIT|CLOSE-WAIT|FIN-WAIT-1|FIN-WAIT-2|LAST-ACK|CLOSING|SYN-SENT|SYN-RECV|NEW-SYN-RECV|UNCONN|CLOSED?|UNKNOWN';
const SOCKET = new RegExp(
  `^(?:([a-z][a-z0-9_]*)\\s+)?(${STATES})\\s+\\d+\\s+\\d+\\s+(\\S+:\\S+|\\* \\d+|\\S+ \\d+)\\s+(\\S.*)$`,
);
const HEADER = /^(Netid\s+)?State\s+Recv-Q\s+Send-Q\s+Local Address:Port\s+Peer Address:Port/;
/** Sockets of unix, packet, netlink, raw, vsock, TIPC, XDP and multipath TCP (whose paths are listed as TCP). */
const OTHER_KINDS = /^(u_\w+|p_\w+|nl|raw|icmp6?|v_\w+|ti_\w+|xdp|mptcp|\?\?\?)\s/;
/** What ss and the kernel complain of. */
const NOTE = /^(ss: |RTNETLINK answers|TCPDIAG answers|Failed to |Cannot |Error: )/;
/** How the line of a socket begins, whatever has become of the rest: protocol and state, or the state alone. */
const BEGINNING = /^(?:(?:tcp|udp|udplite|sctp|dccp)\b\s*)?(?:([A-Z][A-Z0-9-]*)(?=\s|$))?/;
const STATE = new RegExp(`^(${STATES})$`);
const USER = /users:\(\("((?:[^"\\]|\\.)*)",(?:pid=)?(\d+)/;
/** Only TCP has these. */
const TCP_ONLY = /^(LISTEN|TIME-WAIT|CLOSE-WAIT|FIN-WAIT-\d|LAST-ACK|CLOSING|SYN-SENT|SYN-RECV)$/;

/**
 * `ss` of iproute2, the sockets of a Linux host at one time, with or without header, processes (`-p`) and details. Lacks: direction (what listens tells
 * it), host, time (socket-table.ts), and whatever was open only between two lists. Where one kind alone was listed, the protocol does not stand in
 * it: `UNCONN` without any state of TCP tells UDP. Fields: man ss(8).
 */
export const ss: RecordAdapter = {
  reads: 'lines',
  format: 'ss',
  kind: 'connection',
  fits: ({ firstLines }) =>
    firstLines.some((line) => HEADER.test(line)) || firstLines.filter((line) => SOCKET.test(line)).length >= 2,
  open: (file) => {
    const at = moments(file);
    let tcp = false;
    let unconnected = false;
    return {
      look: ({ text }) => {
        const [, netid, state = ''] = SOCKET.exec(text) ?? [];
        if (netid !== undefined) return;
        tcp ||= TCP_ONLY.test(state);
        unconnected ||= state === 'UNCONN';
      },
      map: (record): Mapped => {
        const line = record.text;
        if (HEADER.test(line)) return { skip: 'header' };
        if (/^\s/.test(line)) return { skip: 'details of the socket before' };
        if (at.read(line)) return { skip: 'the time of the list' };
        const [, netid, state = '', local = '', rest = ''] = SOCKET.exec(line) ?? [];
        if (OTHER_KINDS.test(line)) return { skip: 'sockets of other kinds (unix, netlink, raw)' };
        if (NOTE.test(line)) return { skip: 'notes' };
        const protocol = netid === undefined ? (unconnected && !tcp ? 'udp' : 'tcp') : transport(netid);
        if (state === '' || protocol === undefined) return noSocket(line);
        const [, process, pid] = USER.exec(rest) ?? [];
        const [far = ''] = rest.split(/\s/);
        if (!far.includes(':')) return CUT_OFF;
        const remote = farEnd(endOf(far));
        return socketRow({ protocol, state, local: endOf(local), remote, pid, process }, at.of(record));
      },
    };
  },
};

function noSocket(line: string): Mapped {
  const [beginning = '', state] = BEGINNING.exec(line) ?? [];
  if (beginning === '') return FOREIGN;
  return state === undefined || STATE.test(state) ? CUT_OFF : unknownState(state);
}
