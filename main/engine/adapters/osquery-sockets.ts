import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RecordAdapter, SourceRecord } from './adapter.ts';
import { firstText, object, text } from './fields.ts';
import { programOf, transport, WITHOUT_PORTS, type End } from './parts/connection.ts';
import { createLives, type Change } from './parts/socket-life.ts';
import { farEnd, socketRow } from './parts/socket-table.ts';
import { timeOf } from './times.ts';

const NEEDED = ['pid', 'protocol', 'local_address', 'local_port', 'remote_address', 'remote_port'];

/**
 * osquery's table process_open_sockets: results that osqueryd logs (`columns` with `action`, or `snapshot` with all rows), and the rows of `osqueryi
 * --json`, which say neither host nor time. Of `added` and `removed` sockets it is known how long they were there (parts/socket-life.ts). Also
 * listening_ports, whose rows are sockets that listen. Where `state` was not asked for, a socket without a far end listens. Lacks: direction (what
 * listens tells it), and whatever was open only between two runs of the query.
 * Fields: osquery, specs/process_open_sockets.table.
 */
export const osquerySockets: RecordAdapter = {
  reads: 'objects',
  format: 'osquery-sockets',
  kind: 'connection',
  lists: ['snapshot[]', 'diffResults.added|removed[]'],
  fits: ({ outline }) =>
    ['', 'columns.', 'snapshot[].', 'diffResults.added[].', 'diffResults.removed[].'].some((before) =>
      NEEDED.every((name) => outline.has(`${before}${name}`)),
    ),
  open: (file) => {
    const lives = createLives();
    let mapped = 0;
    return {
      look: (record) => lives.see(changeOf(record)),
      map: (record): Mapped => {
        const life = lives.of(mapped++);
        const { row, around } = partsOf(record);
        const listens = 'address' in row && 'port' in row;
        if (!listens && !('local_address' in row)) return { skip: 'rows of other queries' };
        const name = text(row.protocol);
        if (name === '0' || text(row.family) === '1') return { skip: 'sockets of other kinds (unix and others)' };
        const protocol = transport(name);
        if (protocol === undefined) return WITHOUT_PORTS;
        if (life === 'told') return { skip: 'ends of sockets whose beginning is told' };
        const host = firstText(around.hostIdentifier, file.key('host'));
        if (host === null) file.assume('no host (a folder host=NAME in its path gives it)');
        const local = endOf(listens ? row.address : row.local_address, listens ? row.port : row.local_port);
        const remote = listens ? undefined : farEnd(endOf(row.remote_address, row.remote_port));
        const process = firstText(programOf(text(row.path)), row.process_name, row.name);
        const moment = life
          ? { timestamp: String(life.from), end_timestamp: String(life.to) }
          : { timestamp: timeIn(around) ?? timeOf(file, record) };
        return socketRow(
          { protocol, state: text(row.state) ?? undefined, local, remote, pid: text(row.pid), process },
          { ...moment, host },
        );
      },
    };
  },
};

/** The row of a query, and what its result says around it. */
function partsOf({ fields, within }: SourceRecord): { readonly row: Fields; readonly around: Fields } {
  return { row: 'columns' in fields ? object(fields.columns) : fields, around: { ...within[0], ...fields } };
}

const timeIn = (around: Fields) => firstText(around.unixTime, around.unix_time);

/** What makes the rows of a table the same socket, whatever has become of its state. */
const SOCKET = [...NEEDED, 'fd', 'socket', 'address', 'port'];

function changeOf(record: SourceRecord): Change | undefined {
  const { row, around } = partsOf(record);
  const change = record.key ?? text(around.action);
  const time = Number(timeIn(around) ?? NaN);
  if ((change !== 'added' && change !== 'removed') || Number.isNaN(time)) return undefined;
  const socket = SOCKET.map((name) => text(row[name])).join(' ');
  return { log: `${text(around.hostIdentifier)} ${text(around.name)} ${text(around.epoch)}`, socket, time, change };
}

function endOf(address: unknown, port: unknown): End {
  const said = text(port);
  return { ip: text(address)?.replace(/%.*$/, '') ?? '::', port: said === '0' ? null : said };
}
