import type { Mapped, RecordAdapter } from './adapter.ts';
import { transport } from './parts/connection.ts';
import { endOf, farEnd, moments, socketRow, type Socket } from './parts/socket-table.ts';

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
  /^\s*(Active (Internet |UNIX |LOCAL |Multipath )?.*|Proto\s.*|Address\s.*|\(Not all processes could be identified.*|.*will not be shown.*)$/i;

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
    let last: number | undefined;
    return {
      look: ({ text, line }) => {
        if (socketOf(text)) last = line;
        const program = BINARY.exec(text)?.[1];
        if (program === undefined || last === undefined) return;
        programs.set(last, program);
        last = undefined;
      },
      map: (record): Mapped => {
        const line = record.text;
        const socket = socketOf(line);
        if (socket)
          return socketRow({ ...socket, process: socket.process ?? programs.get(record.line) }, at.of(record));
        if (at.read(line)) return { skip: 'the time of the list' };
        if (/^unix\s/.test(line) || /^[0-9a-f]{8,16}\s/.test(line))
          return { skip: 'sockets of other kinds (unix and others)' };
        if (/^(icm|icmp6?|raw6?|div|kctl|kevt|systm|reg|vsock)\S*\s/.test(line))
          return { skip: 'sockets of other kinds (unix and others)' };
        return HEADER.test(line) || !/^(tcp|udp)/i.test(line.trim())
          ? { skip: 'header and notes' }
          : { reject: 'the line is no socket' };
      },
    };
  },
};

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
