import type { Fields } from '../evidence/json-parse.ts';
import type { RecordAdapter } from './adapter.ts';
import { responseRows, type Answer } from './answers.ts';
import { firstText, object, objects, text, texts } from './fields.ts';
import { LOCAL_PORTS } from './parts/local-link.ts';
import { createRecent } from './recent.ts';

/** Who asked, and for what. */
interface Asked {
  readonly address: string | null;
  readonly port: string | null;
  readonly name: string | null;
  readonly type: string | null;
}

/**
 * Suricata EVE events of type dns, requests and responses apart: version 1 (an event an answer, which names the answer's owner and not the
 * name that was asked for), 2 (`answers`, `grouped` or both) and 3 (`queries`). The flow and the DNS id pair them. Of a response, older versions
 * give the server as its source, newer ones the client: what the request said decides, else the port of DNS, else the source is the client.
 * Lacks: instance. Fields: Suricata user guide, "EVE JSON format", DNS.
 */
export const suricataDns: RecordAdapter = {
  reads: 'objects',
  format: 'suricata-dns',
  kind: 'dns_response',
  fits: ({ outline }) =>
    outline.has('event_type') &&
    ['dns.rrname', 'dns.queries[].rrname', 'dns.answers[].rrname', 'dns.grouped'].some((path) => outline.has(path)),
  open: () => {
    const questions = createRecent<Asked>();
    return ({ fields }) => {
      if (text(fields.event_type) !== 'dns') return { skip: 'other events than DNS' };
      const dns = object(fields.dns);
      const kind = text(dns.type);
      const response = kind === 'answer' || kind === 'response';
      if (!response && kind !== 'query' && kind !== 'request') return { reject: `dns.type "${kind}" is unknown` };
      if (LOCAL_PORTS.has(text(fields.dest_port)) || LOCAL_PORTS.has(text(fields.src_port)))
        return { skip: 'infrastructure: asked on the local link' };
      const request_id = `${text(fields.flow_id) ?? ''}/${text(dns.id) ?? ''}`;
      const earlier = response ? questions.get(request_id) : undefined;
      const asked = earlier ?? { ...clientOf(fields, response), ...questionOf(dns) };
      if (!earlier) questions.set(request_id, asked);
      const values = {
        timestamp: text(fields.timestamp),
        request_id,
        source_ip: asked.address,
        source_port: asked.port,
        fqdn: asked.name,
        query_type: asked.type,
      };
      if (!response) return { rows: [{ table: 'dns_request', values }] };
      return responseRows({ ...values, response_code: text(dns.rcode) }, answersOf(dns));
    };
  },
};

function clientOf(event: Fields, response: boolean): Pick<Asked, 'address' | 'port'> {
  const source = { address: text(event.src_ip), port: text(event.src_port) };
  const target = { address: text(event.dest_ip), port: text(event.dest_port) };
  return response && source.port === '53' && target.port !== '53' ? target : source;
}

/** The question as an event tells it; of answers alone, the owner of the first is the name that was asked for. */
function questionOf(dns: Fields): Pick<Asked, 'name' | 'type'> {
  const said = objects(dns.queries)[0] ?? ('rrname' in dns ? dns : objects(dns.answers)[0]) ?? {};
  const type = text(said.rrtype);
  return { name: text(said.rrname), type: 'rdata' in said && type === 'CNAME' ? 'unknown' : type };
}

function answersOf(dns: Fields): readonly Answer[] {
  if ('rdata' in dns) return [answerOf(dns)];
  if ('answers' in dns) return objects(dns.answers).map(answerOf);
  return Object.entries(object(dns.grouped)).flatMap(([type, values]) => texts(values).map((data) => ({ type, data })));
}

function answerOf(answer: Fields): Answer {
  return { type: firstText(answer.rrtype, 'unknown'), data: text(answer.rdata) ?? '', ttl: text(answer.ttl) };
}
