import type { RawRow, RecordAdapter } from './adapter.ts';
import { firstText, object, text } from './fields.ts';
import { azureTime } from './parts/azure-time.ts';

const TIMEOUT = /timeout|timed out/i;

/**
 * Azure Firewall DNS proxy (table AZFWDnsQuery of Log Analytics, or blobs with the same fields in `properties`): who asked for what, and the
 * response code, so that answers of another source can join. A row whose error is a timeout says code 0 and means that no response came. Lacks: answers, instance.
 * Fields: Azure Monitor reference, AZFWDnsQuery.
 */
export const azureFirewallDns: RecordAdapter = {
  reads: 'objects',
  format: 'azure-firewall-dns',
  kind: 'dns_response',
  fits: ({ columns, outline }) =>
    ['queryname', 'edns0buffersize', 'sourceip'].every((name) => columns.includes(name)) ||
    ((outline.get('category') ?? []).includes('AZFWDnsQuery') && outline.has('properties.QueryName')),
  open:
    () =>
    ({ fields }) => {
      const type = firstText(fields.Type, fields.category);
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
