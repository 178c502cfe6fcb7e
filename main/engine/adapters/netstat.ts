import type { Mapped, RecordAdapter } from './adapter.ts';
import { transport } from './parts/connection.ts';
import {
  CUT_OFF,
  endOf,
  farEnd,
  FOREIGN,
  moments,
  socketRow,
  unknownState,
  type Socket,
} from './parts/socket-table.ts';

/** Linux with a colon before the port, macOS and BSD with a dot; then state, and `PID/Program name` or nothing. */
const UNIX =
  /^(tcp|udp|sctp)(?:4|6|46|lite6?)?\s+\d+\s+\d+\s+([^\s=]+[:.](?:[\w-]+|\*))\s+([^\s=]+[:.](?:[\w-]+|\*))(?:\s+([A-Z][A-Z0-9_]+))?\s*(.*)$/;
const WINDOWS = /^\s+(TCP|UDP)\s+(\S+:\d+)\s+(\S+:(?:\d+|\*))(?:\s+([^\d\s]\S*))?(?:\s+(\d+))?\s*$/;
/** An end as BSD writes it: an address or a star, a dot, the port. */
const DOTTED = /^(\*|\d+(\.\d+){3}|[0-9a-f]*:[0-9a-f:]*(%\w+)?)\.([\w-]+|\*)$/i;
const PROGRAM = /^(\d+)\/(.+?)\s*$/;
/** What stands after a socket with `-b`: the program, or why it is not known. */
const BINARY = /^\s*\[([^\]]+)\]\s*$/;
const HEADER =
  /^\s*(Active .*|Registered kernel control modules|Proto\s.*|Address\s.*|id\s+flags\s.*|\(Not all processes could be identified.*|.*will not be shown.*|\(No info could be read.*|netstat: .*|warning, got bogus .*)$/i;
/** What is listed below it is no connection. */
const OTHER_SECTION = /^\s*(Active (?!Internet|Multipath|Connections)|Registered)/i;
const SECTION = /^\s*(Active|Registered)\s/i;
/** Kinds of sockets that have no ports, by the word that a line begins with; on BSD the address of one in the kernel. */
const OTHER_KINDS = /^(unix\s|[0-9a-f]{8,16}\s|(icm|icmp6?|raw6?|div|kctl|kevt|systm|reg|vsock)\S*\s)/;
const OTHERS: Mapped = { skip: 'sockets of other kinds (unix and others)' };
const NOTES: Mapped = { skip: 'header and notes' };
/** States of TCP, as Linux and BSD write them. */
const STATES = new Set(
  (
    'ESTABLISHED SYN_SENT SYN_RECV SYN_RCVD SYN_RECEIVED NEW_SYN_RECV FIN_WAIT1 FIN_WAIT2 FIN_WAIT_1 FIN_WAIT_2 TIME_WAIT CLOSE CLOSED CLOSE_WAIT ' +
    'LAST_ACK LISTEN LISTENING CLOSING BOUND IDLE UNKNOWN'
  ).split(' '),
);

/**
 * `netstat` of Linux, Windows (also in other languages, also with `-o` and `-b`), macOS and BSD: the sockets of a host at one time. Lacks:
 * direction (what listens tells it), host, time (socket-table.ts), and whatever was open only between two lists. Fields: man netstat(8); Microsoft,
 * "netstat".
 */
export const netstat: RecordAdapter = {
  reads: 'lines',
  format: 'netstat',
  kind: 'connection',
  fits: ({ firstLines }) => firstLines.some((line) => socketOf(line) !== undefined),
  open: (file) => {
    const at = moments(file);
    const programs = new Map<number, string>();
    const titles = new Set<string>();
    let last: number | undefined;
    let windows = false;
    let begun = false;
    let others = false;
    return {
      look: ({ text, line }) => {
        windows ||= WINDOWS.test(text);
        if (socketOf(text)) last = line;
        const program = BINARY.exec(text)?.[1];
        if (program === undefined || last === undefined) return;
        programs.set(last, program);
        last = undefined;
      },
      map: (record): Mapped => {
        const line = record.text;
        const socket = socketOf(line);
        if (socket) {
          begun = true;
          if (isCut(socket, windows)) return socket.state === undefined ? CUT_OFF : unknownState(socket.state);
          return socketRow({ ...socket, process: socket.process ?? programs.get(record.line) }, at.of(record));
        }
        if (at.read(line)) return { skip: 'the time of the list' };
        if (OTHER_KINDS.test(line)) return OTHERS;
        if (HEADER.test(line)) {
          begun = true;
          if (SECTION.test(line)) others = OTHER_SECTION.test(line);
          return NOTES;
        }
        if (/^\s*(tcp|udp|sctp)/i.test(line)) return CUT_OFF;
        if (others) return OTHERS;
        if (!begun) titles.add(line);
        // Windows writes titles in the language of its host, and programs and their parts on lines of their own.
        return !begun || titles.has(line) || (windows && /^\s/.test(line)) ? NOTES : FOREIGN;
      },
    };
  },
};

/** Whether the state of a TCP socket is missing or none; on Windows, in whose languages there are others, whether one in English is cut off. */
function isCut({ protocol, state }: Socket, windows: boolean): boolean {
  if (state === undefined) return protocol === 'tcp';
  if (STATES.has(state)) return false;
  return (protocol === 'tcp' && !windows) || [...STATES].some((whole) => whole.startsWith(state));
}

function socketOf(line: string): Socket | undefined {
  const windows = WINDOWS.exec(line);
  if (windows) {
    const [, name, local = '', foreign = '', state, pid] = windows;
    const process = pid === '0' ? { pid: null } : { pid };
    return { protocol: transport(name) ?? '', state, local: endOf(local), remote: farEnd(endOf(foreign)), ...process };
  }
  const [, name, local = '', foreign = '', state, rest = ''] = UNIX.exec(line) ?? [];
  if (name === undefined) return undefined;
  const [, pid, process] = PROGRAM.exec(rest) ?? [];
  const mark = DOTTED.test(local) ? '.' : ':';
  return { protocol: name, state, local: endOf(local, mark), remote: farEnd(endOf(foreign, mark)), pid, process };
}
