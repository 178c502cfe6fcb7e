import type { Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { transport } from './parts/connection.ts';
import { CUT_OFF, endOf, farEnd, FOREIGN, moments, socketRow } from './parts/socket-table.ts';

const HEADER = /^COMMAND\s+PID\s+(TID\s+)?(TASKCMD\s+)?(PPID\s+)?(PGID\s+)?USER\s+FD\s+TYPE\s/;
const SOCKET =
  /^(\S+)\s+(\d+)\s.*\sIPv[46]\s+\S+\s+\S+\s+(TCP|UDP|UDPLITE|SCTP)\s+(\S+?)(?:->(\S+))?(?:\s+\((?:([A-Z][A-Z0-9_-]*)(?=[\s)]))?[^)]*\))?\s*$/;
const FILE = /^\S+\s+\d+\s/;
/** A socket of the internet, whatever has become of what follows, unless it is of a protocol without ports. */
const INTERNET = /\sIPv[46]?(?:$|\s(?!\s*\S+\s+\S+\s+(?!TCP|UDP|SCTP)[A-Z0-9]))/;
const NO_SOCKET = { skip: 'files that are no sockets with addresses' };

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
    let hasStates = false;
    return (record): Mapped => {
      const line = record.text;
      if (HEADER.test(line)) return { skip: 'header' };
      const [, process = '', pid, protocol = '', local = '', remote, state] = SOCKET.exec(line) ?? [];
      if (protocol === '') {
        if (at.read(line)) return { skip: 'the time of the list' };
        if (/^(lsof:|\s)/.test(line)) return { skip: 'notes' };
        if (!FILE.test(line)) return FOREIGN;
        return INTERNET.test(line) && !/ no PCB\b/.test(line) ? CUT_OFF : NO_SOCKET;
      }
      if (remote !== undefined && !remote.includes(':')) return CUT_OFF;
      hasStates ||= state !== undefined;
      if (hasStates && state === undefined && remote !== undefined && transport(protocol) === 'tcp') return CUT_OFF;
      return openSocket({ process, pid, protocol, local, remote, state }, at.of(record));
    };
  },
};

/** A field of a process (`p` begins it) or of one of its files (`f` begins it): a letter that says which, and the value. */
const FIELD = /^([a-zA-Z])(.*)$/;
const MARKS = [/^p\d+$/, /^f[\w-]+$/, /^t(IPv[46]|REG|DIR|CHR|FIFO|unix|sock)$/];

/**
 * The same as fields: a line each (`lsof -i -F`), or a line for all of a process or file (`-F0`). The line that names the ends of a socket is its
 * record; what else is said of it may stand before or after that.
 */
export const lsofFields: RecordAdapter = {
  reads: 'lines',
  format: 'lsof',
  kind: 'connection',
  fits: ({ firstLines }) => {
    const fields = firstLines.flatMap(fieldsOf);
    return MARKS.every((mark) => fields.some((field) => mark.test(field)));
  },
  open: (file) => {
    const at = moments(file);
    const named = new Map<number, ReadonlyMap<string, string>>();
    let [ofProcess, ofFile] = [new Map<string, string>(), new Map<string, string>()];
    return {
      look: (record) => {
        for (const field of fieldsOf(record.text)) {
          const [, letter = '', value = ''] = FIELD.exec(field) ?? [];
          if (letter === 'p') {
            ofProcess = new Map();
            ofFile = new Map();
          } else if (letter === 'f') ofFile = new Map(ofProcess);
          const name = letter === 'T' ? `T${value.slice(0, 3)}` : letter;
          (ofFile.size > 0 || letter === 'f' ? ofFile : ofProcess).set(name, letter === 'T' ? value.slice(3) : value);
          if (letter === 'n') named.set(record.line, ofFile);
        }
      },
      map: (record): Mapped => {
        if (at.read(record.text)) return { skip: 'the time of the list' };
        if (!fieldsOf(record.text).every((field) => FIELD.test(field)))
          return { reject: 'the line is no field of an open file' };
        const of = named.get(record.line);
        if (!of) return { skip: 'fields beside the name of a file' };
        const protocol = of.get('P');
        if (!protocol || !/^IPv[46]$/.test(of.get('t') ?? '')) return NO_SOCKET;
        const [local = '', remote] = (of.get('n') ?? '').split('->');
        return openSocket(
          { process: of.get('c') ?? '', pid: of.get('p'), protocol, local, remote, state: of.get('TST=') },
          at.of(record),
        );
      },
    };
  },
};

/** The fields of a line: one, or all that NUL ends. */
function fieldsOf(line: string): readonly string[] {
  return line.includes('\0') ? line.split('\0').filter((field) => field !== '') : [line];
}

interface OpenSocket {
  /** The name of the process; what is not plain text in it as `\x20`. */
  readonly process: string;
  readonly pid: string | undefined;
  readonly protocol: string;
  readonly local: string;
  readonly remote: string | undefined;
  readonly state: string | undefined;
}

function openSocket({ process, pid, protocol, local, remote, state }: OpenSocket, moment: RawRow['values']): Mapped {
  const far = remote === undefined ? undefined : farEnd(endOf(remote));
  const known = transport(protocol) ?? '';
  const isOpen = state !== undefined || far !== undefined || known !== 'tcp';
  return socketRow(
    {
      protocol: known,
      state: isOpen ? state : 'CLOSED',
      local: endOf(local),
      remote: far,
      pid,
      process: process.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    },
    moment,
  );
}
