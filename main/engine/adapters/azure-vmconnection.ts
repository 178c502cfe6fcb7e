import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RecordAdapter } from './adapter.ts';
import { firstText, text } from './fields.ts';
import { azureTime } from './parts/azure-time.ts';
import { connectionRow, transport, WITHOUT_PORTS } from './parts/connection.ts';

/**
 * Azure VM insights, table VMConnection of Log Analytics: what processes of a machine were connected in a minute, by server and port, without the port
 * of the client. The machine knows whether it connected (`Direction`). A record counts the connections that began in its minute; those that go
 * on after it are counted once (createLinks). Where no links are counted (UDP), a record is one connection. Fields: Azure Monitor reference, VMConnection.
 */
export const azureVmConnection: RecordAdapter = {
  reads: 'objects',
  format: 'azure-vmconnection',
  kind: 'connection',
  fits: ({ columns }) =>
    ['computer', 'direction', 'processname', 'destinationip', 'linksestablished'].every((name) =>
      columns.includes(name),
    ),
  open: () => {
    const links = createLinks();
    let mapped = 0;
    return {
      look: ({ fields }) => links.see(fields),
      map: ({ fields }): Mapped => {
        const { count, end } = links.begunIn(mapped++);
        const type = text(fields.Type);
        if (type !== null && type !== 'VMConnection') return { skip: 'other records than connections' };
        const protocol = transport(text(fields.Protocol));
        if (protocol === undefined) return WITHOUT_PORTS;
        const { made, ended, live } = countsOf(fields);
        const none = made + ended + live === 0;
        if (none && number(fields.LinksFailed) > 0) return { skip: 'attempts that failed' };
        if (!none && count === 0) return { skip: 'minutes in which connections only went on' };
        const inbound = text(fields.Direction)?.toLowerCase() === 'inbound';
        return connectionRow({
          source: { ip: text(fields.SourceIp), port: '0' },
          target: { ip: text(fields.DestinationIp), port: text(fields.DestinationPort) },
          own: inbound ? 'target' : 'source',
          client: 'source',
          values: {
            timestamp: azureTime(fields),
            end_timestamp: end,
            host: firstText(fields.Computer),
            protocol,
            process_name: text(fields.ProcessName),
            count: count > 1 ? String(count) : null,
          },
        });
      },
    };
  },
};

const number = (value: unknown) => Number(text(value) ?? 0);

/** Of the connections of a minute: how many were made in it, ended in it, and were there at its end. */
function countsOf(fields: Fields) {
  return {
    made: number(fields.LinksEstablished),
    ended: number(fields.LinksTerminated),
    live: number(fields.LinksLive),
  };
}

/** What makes the records of several minutes those of the same connections. */
const PAIR = [
  'Computer',
  'Direction',
  'Process',
  'ProcessName',
  'SourceIp',
  'DestinationIp',
  'DestinationPort',
  'Protocol',
];

interface Minute extends ReturnType<typeof countsOf> {
  /** Of the record in its file. */
  readonly number: number;
  readonly time: string;
  readonly order: number;
}

interface Begun {
  readonly count: number;
  /** The last minute in which one of them was there; null where that is their first. */
  readonly end: string | null;
}

/**
 * How many connections began in the minute of each record, and until when some of them were there. Those of a minute that stood at its beginning and
 * that no minute before left are taken as begun in it: of the first, whatever is older than the file. Which of several connections ended is not said: the oldest.
 */
function createLinks() {
  const pairs = new Map<string, Minute[]>();
  const begun = new Map<number, Begun>();
  let looked = 0;
  return {
    see(fields: Fields): void {
      const minute = { number: looked++, time: azureTime(fields) ?? '', ...countsOf(fields) };
      const order = Date.parse(minute.time);
      if (Number.isNaN(order)) {
        begun.set(minute.number, { count: Math.max(minute.made, 1), end: null });
        return;
      }
      const pair = PAIR.map((name) => text(fields[name])).join(' ');
      const minutes = pairs.get(pair) ?? [];
      minutes.push({ ...minute, order });
      pairs.set(pair, minutes);
    },
    begunIn(record: number): Begun {
      for (const minutes of pairs.values()) for (const [of, told] of linksOf(minutes)) begun.set(of, told);
      pairs.clear();
      return begun.get(record) ?? { count: 0, end: null };
    },
  };
}

/** What began in the minutes of one pair, in the order of their times, whatever that of the file is; a minute that is there twice says the same twice. */
function linksOf(minutes: readonly Minute[]): ReadonlyMap<number, Begun> {
  const told = new Map<number, Begun>();
  /** Connections that are there, by the minute in which they began, the oldest first. */
  const there: { readonly minute: Minute; readonly count: number; left: number }[] = [];
  let alive = 0;
  let last: Minute | undefined;
  const end = (count: number, time: string) => {
    for (let left = count; left > 0 && there[0];) {
      const [oldest] = there;
      const gone = Math.min(left, oldest.left);
      oldest.left -= gone;
      left -= gone;
      alive -= gone;
      if (oldest.left > 0) continue;
      const { minute } = oldest;
      told.set(minute.number, { count: oldest.count, end: time === minute.time ? null : time });
      there.shift();
    }
  };
  const copies = new Map<number, number>();
  for (const minute of [...minutes].sort((one, other) => one.order - other.order)) {
    if (last?.time === minute.time) {
      copies.set(minute.number, last.number);
      continue;
    }
    const stood = minute.live + minute.ended - minute.made;
    end(alive - stood, last?.time ?? minute.time);
    const count = minute.made + Math.max(0, stood - alive);
    if (count > 0) there.push({ minute, count, left: count });
    alive += count;
    end(minute.ended, minute.time);
    last = minute;
  }
  if (last) end(alive, last.time);
  for (const [copy, of] of copies) {
    const same = told.get(of);
    if (same) told.set(copy, same);
  }
  return told;
}
