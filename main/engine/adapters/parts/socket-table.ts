import type { EvidenceFile, Mapped, RawRow, SourceRecord } from '../adapter.ts';
import { monthNumber, isoText, timeOf } from '../times.ts';
import { connectionRow, listeningRow, type End } from './connection.ts';

/** From here on systems give ports to clients (Linux; IANA from 49152). */
const EPHEMERAL = 32_768;
/** States of a TCP connection that is not there yet; what is being closed (TIME-WAIT, CLOSE-WAIT, …) was there. */
const ATTEMPT = /^(SYN|NEW_SYN)/i;
const CLOSED = /^(CLOSED?|UNCONN|BOUND)$/i;

/** Why a line that begins as a socket is rejected. */
export const CUT_OFF: Mapped = { reject: 'the socket breaks off within the line; save the whole output again' };
/** Why a line is rejected that is nothing that the program writes. */
export const FOREIGN: Mapped = {
  reject: 'the line is no socket and no note of the program; take it out, or save the output again',
};

/** Why a socket is rejected whose state is none. */
export function unknownState(state: string): Mapped {
  return { reject: `state "${state}" is none of a socket, or is cut off; save the whole output again` };
}

/** A socket as a host lists it. */
export interface Socket {
  readonly protocol: string;
  /** As the program writes it; undefined where the list gives none. */
  readonly state: string | undefined;
  readonly local: End;
  /** Undefined where there is no far end. */
  readonly remote: End | undefined;
  readonly pid?: string | null | undefined;
  readonly process?: string | null | undefined;
}

/**
 * What a list of a host's sockets says of one of them. It knows no direction: a role has only what listens. A UDP socket without a far end
 * receives from anybody: it counts as listening, unless its port is one that systems give to clients.
 */
export function socketRow(socket: Socket, moment: RawRow['values']): Mapped {
  const { protocol, state = '', local, remote, pid, process } = socket;
  for (const end of [local, remote]) {
    if (end?.port && !/^\d+$/.test(end.port))
      return { reject: `port "${end.port}" is a name; list sockets with numbers (-n, -P)` };
  }
  const values = { ...moment, protocol, pid, process_name: process };
  if (ATTEMPT.test(state)) return { skip: 'attempts to connect (SYN-SENT, SYN-RECV)' };
  if (remote) return connectionRow({ source: local, target: remote, values });
  if (protocol === 'tcp' && CLOSED.test(state)) return { skip: 'sockets that neither listen nor are connected' };
  if (local.port === null || Number(local.port) === 0) return { skip: 'sockets that neither listen nor are connected' };
  if (protocol === 'udp' && Number(local.port) >= EPHEMERAL)
    return { skip: 'UDP sockets of clients (no far end, ephemeral port)' };
  return listeningRow(local, values);
}

/** `10.0.0.1:443`, `[::1]:53`, `:::80`, `127.0.0.53%lo:53`, `*:*` or, with a dot before the port, `10.0.0.1.443`. No port (`*`, 0) is null. */
export function endOf(text: string, before: ':' | '.' = ':'): End {
  const cut = text.lastIndexOf(before);
  const ip = text
    .slice(0, Math.max(0, cut))
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%[^\]]*$/, '');
  const port = text.slice(cut + 1);
  return { ip: ip === '*' || ip === '' ? '::' : ip, port: port === '*' || port === '0' ? null : port };
}

/** The far end, undefined where it is none: a list shows a wildcard then. */
export function farEnd(end: End): End | undefined {
  return end.port === null && (end.ip === '0.0.0.0' || end.ip === '::') ? undefined : end;
}

const ISO = /^\W*(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)\W*$/;
const DATE =
  /^\W*[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}:\d{2}:\d{2})(?: ([AP]M))? (?:([A-Z]{3,5}) )?(\d{4})\W*$/;

/** Where and when the sockets of a list were open. */
export interface Moments {
  /** Reads a line that only gives the time of the lines after it (ISO 8601, or as `date` writes it); true where it is one. */
  read(line: string): boolean;
  /** The columns `timestamp` and `host` for a record. */
  of(record: Pick<SourceRecord, 'time'>): RawRow['values'];
}

/**
 * The moments of a list of sockets. Such a list says neither: the host is that of a folder `host=NAME` of its path, the time that of a line before
 * it or the file's own, assumed and marked. Where the list is not of the host's own ends, no host is taken.
 */
export function moments(file: EvidenceFile, hosts: 'own ends' | 'no host' = 'own ends'): Moments {
  const host = hosts === 'no host' ? null : (file.key('host') ?? null);
  let said: string | undefined;
  return {
    read(line) {
      const time = ISO.exec(line)?.[1]?.replace(',', '.') ?? dateTime(line);
      if (time !== undefined) said = time;
      return time !== undefined;
    },
    of(record) {
      if (host === null && hosts === 'own ends') file.assume('no host (a folder host=NAME in its path gives it)');
      return { timestamp: said ?? timeOf(file, record), host };
    },
  };
}

function dateTime(line: string): string | undefined {
  const [, name = '', day, clock = '', half, zone = '', year] = DATE.exec(line) ?? [];
  const month = monthNumber(name);
  if (month === undefined) return undefined;
  const hour =
    half === undefined ? Number(clock.slice(0, 2)) : (Number(clock.slice(0, 2)) % 12) + (half === 'PM' ? 12 : 0);
  const time = isoText(Number(year), month, Number(day), `${String(hour).padStart(2, '0')}${clock.slice(2)}`);
  return /^(UTC|GMT)$/.test(zone) ? `${time}Z` : time;
}
