import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { at, firstText, object, text } from './fields.ts';
import { azureTime } from './parts/azure-time.ts';

const LEGACY = 'AzureFirewallDnsProxy';
/** The line of the category AzureFirewallDnsProxy: client, id, question, response code, flags. */
const MESSAGE =
  /^DNS Request: \[?([0-9a-fA-F.:]+?)\]?:(\d+) - (\d+) (\S+) \S+ (\S+) \w+ \d+ \w+ \d+ (\S+) \S+ \d+ [\d.]+s/;
const TIMEOUT = /timeout|timed out/i;

/**
 * Azure Firewall DNS proxy (table AZFWDnsQuery of Log Analytics, or blobs with the same fields in `properties`): who asked for what, and the
 * response code, so that answers of another source can join; also of the older category AzureFirewallDnsProxy, a text a lookup. A row whose error is a timeout says code 0 and means that no response came. Lacks: answers, instance.
 * Fields: Azure Monitor reference, AZFWDnsQuery.
 */
export const azureFirewallDns: RecordAdapter = {
  reads: 'objects',
  format: 'azure-firewall-dns',
  kind: 'dns_response',
  fits: ({ columns, outline }) =>
    ['queryname', 'edns0buffersize', 'sourceip'].every((name) => columns.includes(name)) ||
    ((outline.get('category') ?? []).includes('AZFWDnsQuery') && outline.has('properties.QueryName')) ||
    [...(outline.get('category') ?? []), ...(outline.get('Category') ?? [])].includes(LEGACY),
  open:
    () =>
    ({ fields }) => {
      const category = firstText(fields.category, fields.Category);
      if (category === LEGACY) return legacyRows(fields);
      const type = firstText(fields.Type, category);
      if (type !== null && type !== 'AZFWDnsQuery') return { skip: 'other records than DNS queries' };
      const said = 'properties' in fields ? object(fields.properties) : fields;
      const values = {
        timestamp: azureTime(said) ?? azureTime(fields) ?? text(fields.time),
        request_id: text(said.QueryId),
        source_ip: text(said.SourceIp),
        source_port: text(said.SourcePort),
        fqdn: text(said.QueryName),
        query_type: text(said.QueryType)?.replace(/:$/, '') ?? null,
      };
      const request: RawRow = { table: 'dns_request', values };
      if (TIMEOUT.test(text(said.ErrorMessage) ?? '')) return { rows: [request] };
      const response: RawRow = { table: 'dns_response', values: { ...values, response_code: text(said.ResponseCode) } };
      return { rows: [request, response] };
    },
};

function legacyRows(fields: Fields): Mapped {
  const message = firstText(at(fields, 'properties.msg'), fields.msg_s) ?? '';
  const [, source_ip = '', source_port = '', request_id = '', query_type = '', fqdn = '', code = ''] =
    MESSAGE.exec(message) ?? [];
  if (fqdn === '') return { skip: 'other messages than of lookups' };
  const timestamp = azureTime(fields) ?? text(fields.time);
  const values = { timestamp, request_id, source_ip, source_port, fqdn, query_type };
  const request: RawRow = { table: 'dns_request', values };
  if (code === '-') return { rows: [request] };
  return { rows: [request, { table: 'dns_response', values: { ...values, response_code: code } }] };
}
