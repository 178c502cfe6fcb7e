import type { ServiceId } from '../model/map.ts';
import type { ComparedSide } from '../model/comparison.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { opposite } from './found.ts';

/** A DNS log: whose case it belongs to, the unbroken times that it covers, and the services that it hears. */
export interface Log {
  /** Null where both windows are of one case. */
  readonly side: ComparedSide | null;
  readonly path: string;
  readonly spans: readonly TimeWindow[];
  readonly clients: ReadonlySet<ServiceId>;
}

/** What is known of a client's logs in a window. */
export interface Coverage {
  /** The length of the union of the times that its logs cover. */
  readonly covered: Micros;
  /** The logs that cover any of it, by path. */
  readonly logs: readonly string[];
}

/** A log would hear a client that is silent in it where it hears at least this share of the others that a log of the client hears. */
const FOLLOWS = 0.5;

/**
 * How the DNS logs of one side cover its window. A log is a client's where the client asks in it, or where it follows a log in which the client asks,
 * e.g. the next of a rotated set: at least half of the other clients of that log ask in it too, so that the client would stand there, had it
 * asked. `lost` gives the logs of a client in the other window that no log of the client follows in this one.
 */
export function coverageIn(logs: readonly Log[], side: ComparedSide, window: TimeWindow) {
  const here = inSight(logs, side, window);
  const follows = remembered((log: Log, known: Log) => commonClients(log, known));
  const would = (log: Log, known: Log, client: ServiceId): boolean => {
    if (log === known) return true;
    const own = log.clients.has(client);
    const others = known.clients.size - 1;
    if (others === 0) return own;
    return follows(log, known) - Number(own) >= FOLLOWS * others;
  };
  const known = new Map<ServiceId, Coverage>();
  const measure = (client: ServiceId): Coverage => {
    const own = logs.filter(({ clients }) => clients.has(client));
    const used = here.filter(({ log }) => log.clients.has(client) || own.some((one) => would(log, one, client)));
    return { covered: lengthOf(used.flatMap(({ spans }) => spans)), logs: used.map(({ log }) => log.path) };
  };
  const of = (client: ServiceId): Coverage => {
    const found = known.get(client) ?? measure(client);
    known.set(client, found);
    return found;
  };
  const lost = (client: ServiceId, other: TimeWindow): readonly string[] =>
    inSight(logs, opposite(side), other)
      .filter(({ log }) => log.clients.has(client) && !here.some((one) => would(one.log, log, client)))
      .map(({ log }) => log.path);
  return { of, lost };
}

/** The logs of a side that cover some of a window, and when. */
function inSight(logs: readonly Log[], side: ComparedSide, window: TimeWindow) {
  return logs.flatMap((log) => {
    const spans = log.spans.flatMap((span) => cut(span, window));
    return (log.side ?? side) === side && spans.length > 0 ? [{ log, spans }] : [];
  });
}

function commonClients(a: Log, b: Log): number {
  const [small, large] = a.clients.size < b.clients.size ? [a.clients, b.clients] : [b.clients, a.clients];
  let common = 0;
  for (const client of small) if (large.has(client)) common += 1;
  return common;
}

/** The function, asked once for each two logs. */
function remembered(of: (a: Log, b: Log) => number): (a: Log, b: Log) => number {
  const known = new Map<Log, Map<Log, number>>();
  return (a, b) => {
    const row = known.get(a) ?? new Map<Log, number>();
    known.set(a, row);
    const value = row.get(b) ?? of(a, b);
    row.set(b, value);
    return value;
  };
}

function cut(span: TimeWindow, window: TimeWindow): readonly TimeWindow[] {
  const [from, to] = [Math.max(span.from, window.from), Math.min(span.to, window.to)];
  return from < to ? [{ from, to }] : [];
}

/** The length of the union of some times. */
function lengthOf(spans: readonly TimeWindow[]): Micros {
  let length = 0;
  let end = -Infinity;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return length;
}
