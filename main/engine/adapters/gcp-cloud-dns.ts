import type { Fields } from '../evidence/json-parse.ts';
import type { RecordAdapter } from './adapter.ts';
import { responseRows, type Answer } from './answers.ts';
import { at, firstText, listed, objects, spelled, text } from './fields.ts';

const LOG = /dns\.googleapis\.com(%2F|\/)dns_queries$/i;
/** What Cloud Logging leaves at the end of a long text that it cut. */
const CUT = /\.\.\.$/;

/**
 * Google Cloud DNS query log: a LogEntry a lookup, question and answers together; also a table of the Logs Explorer, and rows of a sink in BigQuery. Answers stand in `rdata` (lines of a zone file: name, TTL,
 * class, type, value) or in `structuredRdata`. The VM is named by its number (as text, since it is longer than a JSON number can hold); clients
 * that are no VM (inbound forwarding, other networks) by address, some by nothing. Lacks: port and DNS id; the entry's own id stands for them.
 * Fields: Google Cloud, "Cloud DNS: use logging and monitoring".
 */
export const gcpCloudDns: RecordAdapter = {
  reads: 'objects',
  format: 'gcp-cloud-dns',
  kind: 'dns_lookup',
  fits: ({ outline }) =>
    ['jsonPayload.queryName', 'jsonPayload.queryname'].some((path) => outline.has(path)) &&
    ((outline.get('logName') ?? []).some((name) => LOG.test(name)) ||
      (outline.get('resource.type') ?? []).includes('dns_query')),
  open:
    (file) =>
    ({ fields }) => {
      const payload = spelled(fields, 'jsonPayload');
      const said = 'queryname' in payload ? named(payload) : payload;
      if (!isQuery(fields)) return { skip: 'other log entries than DNS queries' };
      if (text(said.queryName) === null) return { reject: 'jsonPayload.queryName is missing' };
      const source_vm_id = firstText(said.vmInstanceIdString, said.vmInstanceId);
      const source_ip = text(said.sourceIP);
      if (source_vm_id === null && source_ip === null) return { skip: 'neither VM nor address of the client is given' };
      const rdata = text(said.rdata) ?? '';
      if (CUT.test(rdata)) file.assume('answers that the log cut off are left out');
      return responseRows(
        {
          timestamp: text(fields.timestamp)?.replace(/ UTC$/, 'Z') ?? null,
          request_id: text(fields.insertId),
          source_vm_id,
          source_ip,
          fqdn: text(said.queryName),
          query_type: text(said.queryType),
          response_code: text(said.responseCode),
          whole: 'true',
        },
        [...answersOfText(rdata), ...objects(listed(said.structuredRdata)).map(answerOf)],
      );
    },
};

const NAMES = [
  ...['queryName', 'queryType', 'responseCode', 'sourceIP', 'vmInstanceId', 'vmInstanceIdString'],
  'structuredRdata',
];

/** A payload as the log spells its keys, where BigQuery wrote them all in lower case. */
function named(payload: Fields): Fields {
  return { ...payload, ...Object.fromEntries(NAMES.map((name) => [name, payload[name.toLowerCase()]])) };
}

function isQuery(entry: Fields): boolean {
  const name = text(entry.logName);
  return name === null ? text(at(entry, 'resource.type')) === 'dns_query' : LOG.test(name);
}

/** Answers as lines of a zone file. The last line of a text that was cut off is left out. */
function answersOfText(rdata: string): readonly Answer[] {
  const lines = rdata.split('\n');
  if (CUT.test(rdata)) lines.pop();
  return lines
    .map((line) => line.split(/\s+/))
    .filter((parts) => parts.length >= 5)
    .map(([, ttl, , type, ...data]) => ({ type: type ?? 'unknown', data: data.join(' '), ttl: ttl ?? null }));
}

function answerOf({ rvalue, type, ttl }: Fields): Answer {
  return { type: text(type) ?? 'unknown', data: text(rvalue) ?? '', ttl: text(ttl) };
}
