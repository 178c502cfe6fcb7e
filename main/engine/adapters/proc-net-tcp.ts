import { Buffer } from 'node:buffer';
import ipaddr from 'ipaddr.js';
import type { Mapped, RecordAdapter } from './adapter.ts';
import { CUT_OFF, farEnd, FOREIGN, moments, socketRow, unknownState } from './parts/socket-table.ts';
import type { End } from './parts/connection.ts';

const HEADER = /^\s*sl\s+local_address\s+rem(ote)?_address\s+st\s/;
const SOCKET =
  /^\s*\d+:\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+([0-9A-F]{2})\s/;
/** States of the kernel (tcp_states.h), by their number in hex. */
const STATES: Readonly<Record<string, string>> = {
  ...{
    '01': 'ESTABLISHED',
    '02': 'SYN_SENT',
    '03': 'SYN_RECV',
    '04': 'FIN_WAIT1',
    '05': 'FIN_WAIT2',
    '06': 'TIME_WAIT',
  },
  ...{ '07': 'CLOSE', '08': 'CLOSE_WAIT', '09': 'LAST_ACK', '0A': 'LISTEN', '0B': 'CLOSING', '0C': 'NEW_SYN_RECV' },
};
/** 127.0.0.1 as a host writes it whose words have the byte of the highest value first. */
const BIG_ENDIAN_LOOPBACK = '7F000001';

/**
 * `/proc/net/tcp`, `tcp6`, `udp` and `udp6` of a Linux host at one time, alone or one after the other. Addresses are words of 32 bits as the host
 * keeps them: with the lowest byte first on nearly all; a file that has 127.0.0.1 the other way round is of a host that keeps them so. Only the
 * header (`drops`) tells UDP from TCP. Lacks: process, direction (what listens tells it), host, time (socket-table.ts), and whatever was open only
 * between two lists. Fields: man proc(5).
 */
export const procNetTcp: RecordAdapter = {
  reads: 'lines',
  format: 'proc-net-tcp',
  kind: 'connection',
  fits: ({ firstLines }) => firstLines.some((line) => HEADER.test(line) || SOCKET.test(line)),
  open: (file) => {
    const at = moments(file);
    let protocol = 'tcp';
    let reversed = true;
    return {
      look: ({ text }) => {
        const [, local, , remote] = SOCKET.exec(text) ?? [];
        if (local !== BIG_ENDIAN_LOOPBACK && remote !== BIG_ENDIAN_LOOPBACK) return;
        reversed = false;
        file.assume('addresses with the highest byte first (127.0.0.1 stands so)');
      },
      map: (record): Mapped => {
        const line = record.text;
        if (HEADER.test(line)) {
          protocol = /\sdrops\b/.test(line) ? 'udp' : 'tcp';
          return { skip: 'header' };
        }
        const [, local, localPort, remote, remotePort, state] = SOCKET.exec(line) ?? [];
        if (local === undefined || state === undefined) {
          if (at.read(line)) return { skip: 'the time of the list' };
          return /^\s*\d+:/.test(line) ? CUT_OFF : FOREIGN;
        }
        if (STATES[state] === undefined) return unknownState(state);
        const far = farEnd(hexEnd(remote ?? '', remotePort ?? '', reversed));
        return socketRow(
          { protocol, state: STATES[state], local: hexEnd(local, localPort ?? '', reversed), remote: far },
          at.of(record),
        );
      },
    };
  },
};

function hexEnd(address: string, port: string, reversed: boolean): End {
  const bytes = Buffer.from(address, 'hex');
  if (reversed) bytes.swap32();
  const number = parseInt(port, 16);
  return { ip: ipaddr.fromByteArray([...bytes]).toString(), port: number === 0 ? null : String(number) };
}
