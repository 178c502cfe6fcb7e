import type { Mapped, RecordAdapter } from './adapter.ts';
import { transport } from './parts/connection.ts';
import { endOf, farEnd, moments, socketRow } from './parts/socket-table.ts';

const HEADER = /^COMMAND\s+PID\s+(TID\s+)?(TASKCMD\s+)?(PPID\s+)?(PGID\s+)?USER\s+FD\s+TYPE\s/;
const SOCKET =
  /^(\S+)\s+(\d+)\s.*\sIPv[46]\s+\S+\s+\S+\s+(TCP|UDP|UDPLITE|SCTP)\s+(\S+?)(?:->(\S+))?(?:\s+\(([A-Z0-9_-]+)\))?\s*$/;
const FILE = /^\S+\s+\d+\s/;

/**
 * `lsof -i` (best with `-nP`), the sockets of the processes of a host at one time; other open files in the list are left out. Lacks: direction (what
 * listens tells it), host, time (socket-table.ts), sockets without a process, and whatever was open only between two lists. Fields: man lsof(8).
 */
export const lsof: RecordAdapter = {
  reads: 'lines',
  format: 'lsof',
  kind: 'connection',
  fits: ({ firstLines }) => firstLines.some((line) => HEADER.test(line) || SOCKET.test(line)),
  open: (file) => {
    const at = moments(file);
    return (record): Mapped => {
      const line = record.text;
      if (HEADER.test(line)) return { skip: 'header' };
      const [, name = '', pid, protocol = '', local = '', remote, state] = SOCKET.exec(line) ?? [];
      if (protocol === '') {
        if (at.read(line)) return { skip: 'the time of the list' };
        if (/^(lsof:|\s)/.test(line)) return { skip: 'notes' };
        return FILE.test(line)
          ? { skip: 'files that are no sockets with addresses' }
          : { reject: 'the line is no open file' };
      }
      const process = name.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
      const far = remote === undefined ? undefined : farEnd(endOf(remote));
      const socket = { protocol: transport(protocol) ?? '', state, local: endOf(local), remote: far, pid, process };
      return socketRow(
        state === undefined && far === undefined && socket.protocol === 'tcp' ? { ...socket, state: 'CLOSED' } : socket,
        at.of(record),
      );
    };
  },
};
