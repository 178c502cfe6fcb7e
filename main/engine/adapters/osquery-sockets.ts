import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RecordAdapter } from './adapter.ts';
import { firstText, object, text } from './fields.ts';
import { programOf, transport, WITHOUT_PORTS, type End } from './parts/connection.ts';
import { farEnd, socketRow } from './parts/socket-table.ts';
import { timeOf } from './times.ts';

const NEEDED = ['pid', 'protocol', 'local_address', 'local_port', 'remote_address', 'remote_port'];

/**
 * osquery's table process_open_sockets: results that osqueryd logs (`columns` with `action`, or `snapshot` with all rows), and the rows of `osqueryi
 * --json`, which say neither host nor time. Also listening_ports, whose rows are sockets that listen. Where `state` was not asked for, a socket
 * without a far end listens. Lacks: direction (what listens tells it), and whatever was open only between two runs of the query.
 * Fields: osquery, specs/process_open_sockets.table.
 */
export const osquerySockets: RecordAdapter = {
  reads: 'objects',
  format: 'osquery-sockets',
  kind: 'connection',
  lists: ['snapshot[]', 'diffResults.added[]'],
  fits: ({ outline }) =>
    ['', 'columns.', 'snapshot[].', 'diffResults.added[].'].some((before) =>
      NEEDED.every((name) => outline.has(`${before}${name}`)),
    ),
  open:
    (file) =>
    (record): Mapped => {
      const { fields, within } = record;
      const around: Fields = { ...within[0], ...fields };
      const row = 'columns' in fields ? object(fields.columns) : fields;
      if (text(around.action) === 'removed') return { skip: 'sockets that are gone' };
      const listens = 'address' in row && 'port' in row;
      if (!listens && !('local_address' in row)) return { skip: 'rows of other queries' };
      const name = text(row.protocol);
      if (name === '0' || text(row.family) === '1') return { skip: 'sockets of other kinds (unix and others)' };
      const protocol = transport(name);
      if (protocol === undefined) return WITHOUT_PORTS;
      const host = firstText(around.hostIdentifier, file.key('host'));
      if (host === null) file.assume('no host (a folder host=NAME in its path gives it)');
      const local = endOf(listens ? row.address : row.local_address, listens ? row.port : row.local_port);
      const remote = listens ? undefined : farEnd(endOf(row.remote_address, row.remote_port));
      const process = firstText(programOf(text(row.path)), row.process_name, row.name);
      const timestamp = firstText(around.unixTime, around.unix_time) ?? timeOf(file, record);
      return socketRow(
        { protocol, state: text(row.state) ?? undefined, local, remote, pid: text(row.pid), process },
        { timestamp, host },
      );
    },
};

function endOf(address: unknown, port: unknown): End {
  const said = text(port);
  return { ip: text(address)?.replace(/%.*$/, '') ?? '::', port: said === '0' ? null : said };
}
