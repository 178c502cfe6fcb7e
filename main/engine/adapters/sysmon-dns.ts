import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { responseRows, type Answer } from './answers.ts';
import { at, objects, text } from './fields.ts';
import { typeName } from './parts/dns-message.ts';
import { sysmonConnection } from './parts/sysmon-connection.ts';
import { eventOfXml, windowsEvent, type WindowsEvent } from './parts/windows-event.ts';

/** Windows status codes of lookups, by number and name, as DNS response codes (winerror.h, DNS errors); 9501 and 9701: the name has no record of the type. */
const CODES: Readonly<Record<string, string>> = {
  0: 'NOERROR',
  9001: 'FORMERR',
  9002: 'SERVFAIL',
  9003: 'NXDOMAIN',
  9004: 'NOTIMP',
  9005: 'REFUSED',
  9501: 'NOERROR',
  9701: 'NOERROR',
  SUCCESS: 'NOERROR',
  DNS_ERROR_RCODE_FORMAT_ERROR: 'FORMERR',
  DNS_ERROR_RCODE_SERVER_FAILURE: 'SERVFAIL',
  DNS_ERROR_RCODE_NAME_ERROR: 'NXDOMAIN',
  DNS_ERROR_RCODE_NOT_IMPLEMENTED: 'NOTIMP',
  DNS_ERROR_RCODE_REFUSED: 'REFUSED',
  DNS_INFO_NO_RECORDS: 'NOERROR',
  DNS_ERROR_RECORD_DOES_NOT_EXIST: 'NOERROR',
};
/** ERROR_TIMEOUT, DNS_ERROR_NO_DNS_SERVERS: nobody answered. */
const UNANSWERED = new Set(['1460', '9852', 'ERROR_TIMEOUT', 'DNS_ERROR_NO_DNS_SERVERS']);
const QUARTER = 15 * 60_000;

/**
 * Sysmon event 22, a process's lookup with its results, in the exports of windows-event.ts. The client is the computer. The time is `UtcTime`:
 * the event's own is, in some exports, local time that is called UTC, which is marked. Lacks: the type that was asked for (given as `unknown`),
 * TTLs, DNS id, the client's address. Connections (event 3) in the same file are read as in sysmon-network. Fields: Sysinternals, "Sysmon", event 22.
 */
export const sysmonDns: RecordAdapter = {
  reads: 'objects',
  format: 'sysmon-dns',
  kind: 'dns_lookup',
  fits: ({ records, outline }) =>
    records.some((fields) => isLookup(windowsEvent(fields))) ||
    (outline.has('QueryResults') && (outline.get('EventID') ?? []).includes('22')),
  open:
    (file) =>
    ({ fields }) =>
      lookupOf(windowsEvent(fields), file, renamed(fields)),
};

/** The same events as XML, one a line: of Sysmon on Linux in the syslog, or written by `wevtutil`. */
export const sysmonDnsXml: RecordAdapter = {
  reads: 'lines',
  format: 'sysmon-dns',
  kind: 'dns_lookup',
  fits: ({ firstLines }) => firstLines.some((line) => isLookup(eventOfXml(line))),
  open:
    (file) =>
    ({ text: event }) =>
      lookupOf(eventOfXml(event), file),
};

function isLookup(event: WindowsEvent | undefined): boolean {
  return event?.id === '22' && /sysmon/i.test(event.provider);
}

const OTHERS: Mapped = { skip: 'other events than lookups and connections (Sysmon 22 and 3)' };

/** What a lookup's event says. */
interface Said {
  readonly name: string | null;
  readonly status: string;
  readonly answers: readonly Answer[];
}

function saidOf(event: WindowsEvent): Said {
  const results = event.value('QueryResults') ?? '';
  return {
    name: event.value('QueryName'),
    status: event.value('QueryStatus') ?? '',
    answers: results.split(';').flatMap(answerOf),
  };
}

/** The same where Winlogbeat's module for Sysmon put it into the fields of the Elastic Common Schema, and left none in `event_data`. */
function renamed(fields: Fields): Said | undefined {
  const name = text(at(fields, 'dns.question.name'));
  if (name === null) return undefined;
  return {
    name,
    status: text(at(fields, 'sysmon.dns.status')) ?? '',
    answers: objects(at(fields, 'dns.answers')).map(({ type, data }) => ({
      type: text(type) ?? 'unknown',
      data: text(data) ?? '',
    })),
  };
}

/** The lookup of an event, or its connection. */
function lookupOf(event: WindowsEvent | undefined, file: EvidenceFile, moved?: Said): Mapped {
  if (event === undefined) return OTHERS;
  const said = event.value('UtcTime');
  const timestamp = said === null ? event.time : `${said.replace(' ', 'T').replace(/Z$/, '')}Z`;
  if (!isLookup(event)) {
    const connection = sysmonConnection(event, timestamp);
    if (connection) markSkew(file, timestamp, event.time);
    return connection ?? OTHERS;
  }
  const { name, status, answers } = moved ?? saidOf(event);
  if (name === null || name === '-') return { skip: 'no name was asked for' };
  markSkew(file, timestamp, event.time);
  const values = { timestamp, source_vm_id: event.host, fqdn: name, query_type: 'unknown' };
  if (UNANSWERED.has(status)) return { rows: [{ table: 'dns_request', values }] };
  return responseRows({ ...values, response_code: CODES[status] ?? null, whole: 'true' }, answers);
}

/** One result: `type:  5 name` (5: CNAME) or an address; `-` and nothing for none. */
function answerOf(result: string): readonly Answer[] {
  const found = /^type:\s*(\d+)\s*(.*)$/.exec(result.trim());
  if (found) return [{ type: typeName(found[1] ?? ''), data: found[2] ?? '' }];
  const address = text(result.trim());
  return address === null || address === '-' ? [] : [{ data: address }];
}

/** Marks a file whose events were logged in local time that is called UTC. */
function markSkew(file: EvidenceFile, utc: string | null, logged: string | null): void {
  const quarters = Math.round((Date.parse(logged ?? '') - Date.parse(utc ?? '')) / QUARTER);
  if (!/(Z|[+-]\d{2}:?\d{2})$/.test(logged ?? '') || !Number.isFinite(quarters) || quarters === 0) return;
  const hours = Math.abs(quarters) / 4;
  file.assume(`UtcTime is right; the events' own times are ${hours} h ${quarters < 0 ? 'behind' : 'ahead of'} it`);
}
