import type { Mapped, RecordAdapter } from './adapter.ts';
import { isAddress } from './fields.ts';
import { typeName } from './parts/dns-message.ts';
import { lineTimes, otherTime } from './parts/line-time.ts';
import { createRecent } from './recent.ts';

/** The program, its process, and with `log-queries=extra` the number of the lookup and who asked for it. */
const PROGRAM = /(?:^|\s)(?:dnsmasq|pihole-FTL)(?:\[(\d+)\])?: (?:(\d+) (\S+)\/(\d+) )?(.*)$/;
const QUERY = /^query\[([^\]]+)\] (\S+) from (\S+)$/;
const ANSWER =
  /^(?:reply|cached(?:-stale)?|config|auth|DHCP|\/\S+|.*\b(?:blocked|blacklisted|denied|domain|hostname)\b.*?) (\S+) is (.*)$/;
const CODE = /^(NXDOMAIN|SERVFAIL|REFUSED|FORMERR|NOTIMP)\b/;
const NOWHERE = new Set(['0.0.0.0', '::']);

/** A question, as its answers have to name it again. */
interface Question {
  readonly request_id: string | null;
  readonly source_ip: string;
  readonly source_port: string | null;
  readonly fqdn: string;
  readonly query_type: string;
}

/**
 * dnsmasq and Pi-hole with `log-queries`: a line a question, a line an answer. With `log-queries=extra` the number of the lookup joins them; without
 * it, an answer belongs to the latest question for its name and type, and what follows a CNAME to the question for that. Carries client, answers,
 * the last name of a chain. Lacks: year, zone, time below a second, TTL; without `extra` the port. Forwarding is passed over.
 * Fields: dnsmasq manual, `--log-queries`; src/cache.c, log_query.
 */
export const dnsmasq: RecordAdapter = {
  reads: 'lines',
  format: 'dnsmasq',
  kind: 'dns_response',
  fits: ({ firstLines }) =>
    firstLines.some((line) => {
      const said = PROGRAM.exec(line)?.[5] ?? '';
      return QUERY.test(said) || /^(reply|cached|forwarded) \S+ (is|to) /.test(said);
    }),
  open: (file) => {
    const taken = lineTimes(file);
    const questions = createRecent<Question>();
    /** Without numbers: the name that the answers at hand were asked by, and their owner; after a CNAME any owner continues. */
    let chain: { readonly asked: string; readonly owner: string | undefined } | undefined;

    const askedFor = (process: string, owner: string, value: string): Question | undefined => {
      const goesOn = chain !== undefined && (chain.owner === undefined || chain.owner === owner);
      const asked = goesOn && chain ? chain.asked : `${process} ${owner.toLowerCase()}`;
      chain = { asked, owner: value === '<CNAME>' ? undefined : owner };
      return questions.get(`${asked} ${typeOf(value)}`) ?? questions.get(asked);
    };

    return (record): Mapped => {
      const { time, rest } = taken(record.text);
      const found = PROGRAM.exec(rest);
      if (!found) return { skip: 'other messages than of lookups' };
      const [, process = '', serial, client = '', port = null, said = ''] = found;
      const number = serial === undefined ? null : `${process}/${serial} ${client}/${port}`;
      const question = QUERY.exec(said);
      if (question) {
        chain = undefined;
        const [, type = '', name = '', from = ''] = question;
        if (name === '.') return { skip: 'the root was asked for' };
        const values: Question = {
          request_id: number,
          source_ip: from,
          source_port: port,
          fqdn: name,
          query_type: typeName(type.replace(/^type=/, '')),
        };
        const asked = `${process} ${pointed(name)}`;
        for (const key of number === null ? [asked, `${asked} ${type}`] : [number]) questions.set(key, values);
        return { rows: [{ table: 'dns_request', values: { timestamp: time ?? otherTime(file, record), ...values } }] };
      }
      const [, owner, value = ''] = ANSWER.exec(said) ?? [];
      if (owner === undefined) {
        chain = undefined;
        return /^(forwarded|dnssec-query|validation)/.test(said)
          ? { skip: 'infrastructure: asked by dnsmasq itself' }
          : { skip: 'other messages than of lookups' };
      }
      const answered = number === null ? askedFor(process, owner, value) : questions.get(number);
      if (value === '<CNAME>') return { skip: 'a CNAME, whose target is the next answer' };
      if (!answered) return { skip: 'an answer whose question is not in the file' };
      const alias = owner !== 'error' && owner.toLowerCase() !== answered.fqdn.toLowerCase() && !isAddress(owner);
      const values = {
        timestamp: time ?? otherTime(file, record),
        ...answered,
        response_code: CODE.exec(value)?.[1] ?? 'NOERROR',
        answer_ip: /^(A|AAAA)$/.test(answered.query_type) && isAddress(value) && !NOWHERE.has(value) ? value : null,
        cname: alias ? owner : null,
      };
      return { rows: [{ table: 'dns_response', values }] };
    };
  },
};

/** The type of question that an answer fits; empty where it fits several. */
function typeOf(value: string): string {
  if (isAddress(value)) return value.includes(':') ? 'AAAA' : 'A';
  if (value === 'NODATA-IPv4') return 'A';
  return value === 'NODATA-IPv6' ? 'AAAA' : (/^<(\w+)>/.exec(value)?.[1] ?? '');
}

/** The name by which answers call what was asked for: of a reverse lookup the address. */
function pointed(name: string): string {
  const [, d, c, b, a] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/i.exec(name) ?? [];
  return a === undefined ? name.toLowerCase() : [a, b, c, d].join('.');
}
