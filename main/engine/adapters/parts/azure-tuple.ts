import type { Mapped, Reading } from '../adapter.ts';
import { createRecent } from '../recent.ts';
import { connectionRow, isSilent, transport, UNANSWERED, WITHOUT_PORTS } from './connection.ts';

/** How often Azure records that a flow goes on. */
const STEP_MS = 300_000;
/** Where the packets stand that the source sent, and those that came back, since the tuple before. */
const [SENT, BACK] = [9, 11];

type StateOf = (fields: readonly string[]) => string;

/**
 * Reads the tuples of an Azure flow log: time, source, destination, their ports, protocol, I or O, then what became of it. The source is who began the
 * flow. What is denied is no connection, and what nobody answered is none (createFlows). B begins a flow, C says every five minutes that it goes on, E
 * ends it: C and E stand for the time since the tuple before, where none is known C for five minutes.
 */
export function azureTuples(stateOf: StateOf): Reading {
  const seen = createRecent<string>();
  const flows = createFlows();
  let mapped = 0;
  return {
    look: ({ text }) => flows.see(tupleOf(text, stateOf)),
    map: ({ text }): Mapped => {
      const unanswered = flows.isUnanswered(mapped++);
      const tuple = tupleOf(text, stateOf);
      const { fields, time, source, target, sourcePort, targetPort, protocol, state, flow } = tuple;
      if (fields.length < 8) return { reject: `the tuple has ${fields.length} fields where 8 or more stand` };
      if (state === 'D') return { skip: 'denied by a rule: no connection' };
      if (protocol === undefined) return WITHOUT_PORTS;
      if (unanswered) return UNANSWERED;
      const since = seen.get(flow) ?? (state === 'C' ? earlier(time) : undefined);
      if (state === 'E') seen.delete(flow);
      else seen.set(flow, time);
      const span = since !== undefined && (state === 'C' || state === 'E') && Number(since) <= Number(time);
      return connectionRow({
        source: { ip: source, port: sourcePort },
        target: { ip: target, port: targetPort },
        client: 'source',
        values: { timestamp: span ? since : time, end_timestamp: span ? time : null, protocol },
      });
    },
  };
}

function tupleOf(text: string, stateOf: StateOf) {
  const fields = text.split(',');
  const [time = '', source = '', target = '', sourcePort = '', targetPort = '', name = ''] = fields;
  const protocol = transport(name);
  const server = `${source} ${target} ${targetPort} ${protocol}`;
  return {
    ...{ fields, time, source, target, sourcePort, targetPort, protocol, state: stateOf(fields) },
    ...{ server, flow: `${sourcePort} ${server}` },
  };
}

/** A flow of which later tuples may follow. */
interface OpenFlow {
  /** From one client to one server's port. */
  readonly server: string;
  /** Its tuples by their numbers in the file. */
  readonly tuples: number[];
  sent: number;
  back: number;
}

/**
 * Which tuples of a file belong to flows that nobody answered: packets were sent, and none came back from B to E, or as far as the file goes. A flow that
 * only began does not say; it counts, unless all others between the same client and server's port in the file were unanswered.
 */
function createFlows() {
  const open = new Map<string, OpenFlow>();
  const begun: OpenFlow[] = [];
  const unanswered = new Set<number>();
  /** By client and server's port: whether any flow was answered. */
  const servers = new Map<string, boolean>();
  let looked = 0;

  const settle = (flow: OpenFlow): void => {
    const { server, tuples, sent, back } = flow;
    if (sent === 0 && back === 0) {
      begun.push(flow);
      return;
    }
    servers.set(server, back > 0 || servers.get(server) === true);
    if (back === 0) for (const tuple of tuples) unanswered.add(tuple);
  };

  const settleAll = (): void => {
    for (const flow of open.values()) settle(flow);
    open.clear();
    for (const { server, tuples } of begun.splice(0)) {
      if (servers.get(server) === false) for (const tuple of tuples) unanswered.add(tuple);
    }
  };

  return {
    see({ fields, state, protocol, targetPort, server, flow }: ReturnType<typeof tupleOf>): void {
      const number = looked++;
      if (!/^[BCE]$/.test(state) || protocol === undefined || isSilent(protocol, targetPort)) return;
      const before = open.get(flow);
      if (before && state === 'B') settle(before);
      const known = (state === 'B' ? undefined : before) ?? { server, tuples: [], sent: 0, back: 0 };
      known.tuples.push(number);
      known.sent += Number(fields[SENT] ?? 0);
      known.back += Number(fields[BACK] ?? 0);
      if (state === 'E') {
        open.delete(flow);
        settle(known);
      } else open.set(flow, known);
    },
    isUnanswered(tuple: number): boolean {
      if (open.size + begun.length > 0) settleAll();
      return unanswered.has(tuple);
    },
  };
}

/** Five minutes before an epoch time of seconds or milliseconds. */
function earlier(time: string): string | undefined {
  if (!/^\d{10}(\d{3})?$/.test(time)) return undefined;
  return String(Number(time) - (time.length === 13 ? STEP_MS : STEP_MS / 1000));
}
