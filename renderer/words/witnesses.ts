import type { FollowedConnection } from '../../shared/model/dossier.ts';

/** How client and server of a connection were told apart, in a sentence without its stop. */
export const DIRECTION_WORDS: Readonly<Record<NonNullable<FollowedConnection['decidedBy']> | 'none', string>> = {
  listening: 'Direction: the port of the server is listened on',
  role: 'Direction: a record says which end connected',
  port: 'Direction: a well-known port against a passing one',
  peers: 'Direction: one end met at least four times as many others',
  none: 'Direction: not told; the pair is one of several candidates',
};

/** The rule of direction in a word or two. */
export const DIRECTION_NAMES: typeof DIRECTION_WORDS = {
  listening: 'listening',
  role: 'by record',
  port: 'by port',
  peers: 'by peers',
  none: 'not told',
};

/** An end as `10.0.0.1:5432 postgres (77)`. */
export function endOf(connection: FollowedConnection, end: 'client' | 'server'): string {
  const address = connection[`${end}Address`];
  const port = connection[`${end}Port`];
  const process = connection[`${end}Process`];
  const pid = connection[`${end}Pid`];
  const socket = port === 0 ? address : `${address.includes(':') ? `[${address}]` : address}:${port}`;
  return [socket, ...(process === null ? [] : [process]), ...(pid === null ? [] : [`(${pid})`])].join(' ');
}
