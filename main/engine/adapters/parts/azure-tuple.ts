import type { Mapped } from '../adapter.ts';
import { createRecent } from '../recent.ts';
import { connectionRow, transport, WITHOUT_PORTS } from './connection.ts';

/** How often Azure records that a flow goes on. */
const STEP_MS = 300_000;

/**
 * Reads the tuples of an Azure flow log: time, source, destination, their ports, protocol, I or O, then what became of it. The source is who began the
 * flow. What is denied is no connection. B begins a flow, C says every five minutes that it goes on, E ends it: C and E stand for the time since
 * the tuple before, where none is known C for five minutes.
 */
export function azureTuples(stateOf: (fields: readonly string[]) => string): (text: string) => Mapped {
  const seen = createRecent<string>();
  return (text) => {
    const fields = text.split(',');
    const [time = '', source = '', target = '', sourcePort = '', targetPort = '', name = ''] = fields;
    if (fields.length < 8) return { reject: `the tuple has ${fields.length} fields where 8 or more stand` };
    const state = stateOf(fields);
    if (state === 'D') return { skip: 'denied by a rule: no connection' };
    const protocol = transport(name);
    if (protocol === undefined) return WITHOUT_PORTS;
    const flow = [source, sourcePort, target, targetPort, protocol].join(' ');
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
  };
}

/** Five minutes before an epoch time of seconds or milliseconds. */
function earlier(time: string): string | undefined {
  if (!/^\d{10}(\d{3})?$/.test(time)) return undefined;
  return String(Number(time) - (time.length === 13 ? STEP_MS : STEP_MS / 1000));
}
