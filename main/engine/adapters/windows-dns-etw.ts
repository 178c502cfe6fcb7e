import { Buffer } from 'node:buffer';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { responseRows } from './answers.ts';
import { dnsMessage, typeName } from './parts/dns-message.ts';
import { eventOfXml, windowsEvent, type WindowsEvent } from './parts/windows-event.ts';

const PROVIDER = /Microsoft-Windows-DNS-?Server|EB79061A-A566-4698-9119-3ED2807060E7/i;
const RECEIVED = '256';
const ANSWERED = ['257', '258'];
/** RECURSE_QUERY_OUT, RECURSE_RESPONSE_IN, RECURSE_QUERY_TIMEOUT. */
const RECURSION = ['260', '261', '262'];

/**
 * Analytical events of the Windows DNS server, in the exports of windows-event.ts: queries as they were received (256) and answered (257, 258), by
 * the client's address. Answers stand only in `PacketData`, the message as it was sent, in hex. Client, port and DNS id pair them. What the server
 * itself asks of others (260 to 262) is left out. Lacks: instance. Fields: Microsoft, "DNS logging and diagnostics", analytic events.
 */
export const windowsDnsEtw: RecordAdapter = {
  reads: 'objects',
  format: 'windows-dns-etw',
  kind: 'dns_response',
  fits: ({ records }) => records.some((fields) => isEvent(windowsEvent(fields))),
  open:
    (file) =>
    ({ fields }) =>
      lookupOf(windowsEvent(fields), file),
};

/** The same events as XML, as the Event Viewer and `wevtutil` write them. */
export const windowsDnsEtwXml: RecordAdapter = {
  reads: 'lines',
  format: 'windows-dns-etw',
  kind: 'dns_response',
  fits: ({ firstLines }) => firstLines.some((event) => isEvent(eventOfXml(event))),
  open:
    (file) =>
    ({ text: event }) =>
      lookupOf(eventOfXml(event), file),
};

function isEvent(event: WindowsEvent | undefined): event is WindowsEvent {
  return (
    event !== undefined && PROVIDER.test(event.provider) && [RECEIVED, ...ANSWERED, ...RECURSION].includes(event.id)
  );
}

function lookupOf(event: WindowsEvent | undefined, file: EvidenceFile): Mapped {
  if (!isEvent(event)) return { skip: 'other events than lookups' };
  if (RECURSION.includes(event.id)) return { skip: 'infrastructure: asked by the server itself' };
  const source_ip = event.value(event.id === RECEIVED ? 'Source' : 'Destination');
  const source_port = event.value('Port');
  const values = {
    timestamp: event.time,
    request_id: `${source_ip}:${source_port}/${event.value('XID')}`,
    source_ip,
    source_port,
    fqdn: event.value('QNAME'),
    query_type: typeName(event.value('QTYPE') ?? ''),
  };
  if (event.id === RECEIVED) return { rows: [{ table: 'dns_request', values }] };
  const packet = event.value('PacketData')?.replace(/^0x/i, '');
  if (packet === undefined) file.assume('answers are not known where PacketData is missing');
  const message = packet === undefined ? undefined : dnsMessage(Buffer.from(packet, 'hex'));
  if (typeof message === 'string') return { reject: `PacketData is not a DNS message (${message})` };
  return responseRows(
    { ...values, response_code: event.value('RCODE') ?? message?.code ?? null },
    message?.answers ?? [],
  );
}
