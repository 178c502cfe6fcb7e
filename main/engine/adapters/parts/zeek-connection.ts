import type { Fields } from '../../evidence/json-parse.ts';
import type { Mapped } from '../adapter.ts';
import { at, firstText, text } from '../fields.ts';
import { connectionRow, isSilent, transport, UNANSWERED, WITHOUT_PORTS } from './connection.ts';

/** Sent alone (S0), refused (REJ), given up before an answer (RSTOS0, SH). */
const ATTEMPTS = new Set(['S0', 'REJ', 'RSTOS0', 'SH']);

/** A field of the connection, in any of the spellings of its key. */
export function zeekSide(fields: Fields, name: string): string | null {
  return firstText(at(fields, `id.${name}`), fields[`id_${name}`]);
}

/**
 * The connection of a record of Zeek's conn.log, from its beginning to its end. The originator connected, unless Zeek saw no beginning (OTH), or
 * turned the connection round because of its ports (`^` at the beginning of `history`; with `h` after it, because it saw the answer to a SYN).
 */
export function zeekConnection(fields: Fields): Mapped {
  const protocol = transport(text(fields.proto));
  if (protocol === undefined) return WITHOUT_PORTS;
  const state = text(fields.conn_state) ?? '';
  if (ATTEMPTS.has(state) && !isSilent(protocol, zeekSide(fields, 'resp_p'))) return UNANSWERED;
  const turned = /^\^(?!h)/.test(text(fields.history) ?? '');
  const timestamp = text(fields.ts);
  const values = { timestamp, end_timestamp: later(timestamp, Number(text(fields.duration) ?? 0)), protocol };
  return connectionRow({
    source: { ip: zeekSide(fields, 'orig_h'), port: zeekSide(fields, 'orig_p') },
    target: { ip: zeekSide(fields, 'resp_h'), port: zeekSide(fields, 'resp_p') },
    client: turned || state === 'OTH' ? undefined : 'source',
    values,
  });
}

/** A time (epoch seconds or ISO 8601) so many seconds later; null where that is less than a millisecond. */
function later(time: string | null, seconds: number): string | null {
  if (time === null || !(seconds >= 0.001)) return null;
  const epoch = Number(time);
  if (Number.isFinite(epoch)) return (epoch + seconds).toFixed(6);
  const milliseconds = Date.parse(time) + Math.ceil(seconds * 1000);
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : null;
}
