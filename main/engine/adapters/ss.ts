import type { Mapped, RecordAdapter } from './adapter.ts';
import { transport } from './parts/connection.ts';
import { endOf, farEnd, moments, socketRow } from './parts/socket-table.ts';

const STATES =
  'LISTEN|ESTAB|TIME-WAIT|CLOSE-WAIT|FIN-WAIT-1|FIN-WAIT-2|LAST-ACK|CLOSING|SYN-SENT|SYN-RECV|NEW-SYN-RECV|UNCONN|CLOSED?|UNKNOWN';
const SOCKET = new RegExp(
  `^(?:([a-z][a-z0-9_]*)\\s+)?(${STATES})\\s+\\d+\\s+\\d+\\s+(\\S+:\\S+|\\* \\d+|\\S+ \\d+)\\s+(\\S.*)$`,
);
const HEADER = /^(Netid\s+)?State\s+Recv-Q\s+Send-Q\s+Local Address:Port\s+Peer Address:Port/;
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
        if (state === '') return /^[a-z]+_?[a-z]*\s/.test(line) ? OTHERS : { reject: 'the line is no socket' };
        const protocol = netid === undefined ? (unconnected && !tcp ? 'udp' : 'tcp') : transport(netid);
        if (protocol === undefined) return OTHERS;
        const [, process, pid] = USER.exec(rest) ?? [];
        const remote = farEnd(endOf(rest.split(/\s/)[0] ?? ''));
        return socketRow({ protocol, state, local: endOf(local), remote, pid, process }, at.of(record));
      },
    };
  },
};

const OTHERS: Mapped = { skip: 'sockets of other kinds (unix, netlink, raw)' };
