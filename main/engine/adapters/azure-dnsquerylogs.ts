import { parseJson, type Fields } from '../evidence/json-parse.ts';
import type { RecordAdapter } from './adapter.ts';
import { responseRows, type Answer } from './answers.ts';
import { firstText, list, object, objects, text } from './fields.ts';
import { azureTime } from './parts/azure-time.ts';
import { typeName } from './parts/dns-message.ts';

/**
 * Azure DNS security policy logs, question and answers in one record: table DNSQueryLogs of Log Analytics (rows, `tables`, CSV of the
 * portal), and the blobs of a storage account, which name the fields otherwise (`properties.query_name`, …). `Answer` is a list of objects, of
 * texts that hold one each, or a text that holds the list. The client is an address. Lacks: instance and DNS id.
 * Fields: Azure Monitor reference, DNSQueryLogs.
 */
export const azureDnsQueryLogs: RecordAdapter = {
  reads: 'objects',
  format: 'azure-dnsquerylogs',
  kind: 'dns_lookup',
  fits: ({ columns, outline }) =>
    ['queryname', 'sourceipaddress', 'resolverpolicyruleaction'].every((name) => columns.includes(name)) ||
    ((outline.get('Type') ?? []).includes('DNSQueryLogs') && columns.includes('queryname')) ||
    (outline.has('properties.query_name') && (outline.get('category') ?? []).some((name) => /^dns/i.test(name))),
  open:
    () =>
    ({ fields }) => {
      const blob = object(fields.properties);
      const inBlob = 'properties' in fields;
      const type = firstText(fields.Type, fields.category);
      if (type !== null && !/^dns/i.test(type)) return { skip: 'other records than DNS queries' };
      const answers = answersOf(inBlob ? blob.answer : fields.Answer);
      if (typeof answers === 'string') return { reject: answers };
      return responseRows(
        {
          timestamp: inBlob ? firstText(fields.time, blob.time) : azureTime(fields),
          source_ip: inBlob ? text(blob.srcipaddr) : text(fields.SourceIpAddress),
          source_port: inBlob ? text(blob.srcport) : text(fields.SourcePort),
          fqdn: inBlob ? text(blob.query_name) : text(fields.QueryName),
          query_type: typeName((inBlob ? text(blob.query_type) : text(fields.QueryType)) ?? ''),
          response_code: inBlob ? text(blob.response_code) : text(fields.ResponseCode),
          whole: 'true',
        },
        answers,
      );
    },
};

/** The answers, or why they cannot be read. */
function answersOf(said: unknown): readonly Answer[] | string {
  try {
    const found = typeof said === 'string' && said.trim() !== '' ? parseJson(said) : said;
    const each = list(found).map((answer) => (typeof answer === 'string' ? parseJson(answer) : answer));
    return objects(each).map(answerOf);
  } catch {
    return `Answer "${String(said).slice(0, 80)}" is not a list of answers`;
  }
}

function answerOf({ Type, TTL, RData }: Fields): Answer {
  return { type: typeName(text(Type) ?? 'unknown'), data: text(RData) ?? '', ttl: text(TTL) };
}
