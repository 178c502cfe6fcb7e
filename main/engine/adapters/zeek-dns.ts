import type { RecordAdapter } from './adapter.ts';
import { responseRows } from './answers.ts';
import { firstText, listed, text, texts } from './fields.ts';
import { LOCAL_PORTS } from './parts/local-link.ts';
import { zeekConnection, zeekSide as side } from './parts/zeek-connection.ts';
import { createRecent } from './recent.ts';

/** Copies of a packet reach a tap within milliseconds; resolvers ask again after seconds. */
const COPY_SECONDS = 1;

/**
 * Zeek dns.log: one record a lookup, seen on the network, as TSV by its own header or as JSON in its variants (keys `id.orig_h`,
 * `id_orig_h` or nested; times as epoch or ISO text), or as a table that was made of either. The client is an address alone. Answers carry no types: what reads like an address is
 * one, other names are CNAME targets. Without rcode no response was seen: the record is a request, unless an earlier one of the same id was
 * answered. A tap that saw packets twice gives records
 * that are equal but for a moment: the later ones get the time of the first, and so count as repeated. Connections (conn.log) in the same file are
 * read as such.
 * Fields: Zeek, base/protocols/dns/main.zeek.
 */
export const zeekDns: RecordAdapter = {
  reads: 'objects',
  format: 'zeek-dns',
  kind: 'dns_lookup',
  fits: ({ outline }) =>
    ['trans_id', 'query', 'uid'].every((key) => outline.has(key)) &&
    ['id.orig_h', 'id_orig_h'].some((key) => outline.has(key)),
  nearly: ({ outline, shape }) => {
    const log = outline.get('_path')?.[0];
    if (log === undefined || (shape !== 'zeek' && !outline.has('uid'))) return undefined;
    return {
      share: 1,
      words: `It is the ${log} log of Zeek, of which Aftermap reads dns and conn. Leave it out, or map its columns.`,
    };
  },
  open: () => {
    const seen = createRecent<{ readonly time: string; readonly seconds: number }>();
    const answered = createRecent<true>();
    return ({ fields }) => {
      if (text(fields.conn_state) !== null) return zeekConnection(fields);
      const name = text(fields.query);
      if (name === null) return { skip: 'no name was asked for' };
      const port = side(fields, 'resp_p');
      if (port !== null && LOCAL_PORTS.has(port)) return { skip: 'infrastructure: asked on the local link' };
      const code = firstText(fields.rcode_name, fields.rcode);
      const answers = setOf(fields.answers);
      const request_id = `${text(fields.uid) ?? ''}/${text(fields.trans_id) ?? ''}`;
      const type = firstText(fields.qtype_name, fields.qtype);
      const key = [request_id, name, type, code, ...answers].join(' ');
      const time = text(fields.ts);
      const seconds = secondsOf(time);
      const first = seen.get(key);
      const copy = first !== undefined && Math.abs(seconds - first.seconds) <= COPY_SECONDS;
      if (!copy && time !== null) seen.set(key, { time, seconds });
      const request = {
        timestamp: copy ? first.time : time,
        request_id,
        source_ip: side(fields, 'orig_h'),
        source_port: side(fields, 'orig_p'),
        fqdn: name,
        query_type: type,
      };
      const asked = [request_id, name, type].join(' ');
      if (code === null) {
        if (answered.get(asked)) return { skip: 'asked again, answered in another record' };
        return { rows: [{ table: 'dns_request', values: request }] };
      }
      answered.set(asked, true);
      const ttls = setOf(fields.TTLs);
      return responseRows(
        { ...request, response_code: code, whole: 'true' },
        answers.map((data, index) => ({ data, ttl: wholeSeconds(ttls[index]) })),
      );
    };
  },
};

/** The members of a set: a list, or its text as tables and SIEMs keep it: JSON, or members between commas or on lines of their own. */
function setOf(value: unknown): readonly string[] {
  if (typeof value !== 'string' || /^\s*\[/.test(value)) return texts(listed(value));
  return value
    .split(/[,\n]/)
    .map((member) => member.trim())
    .filter((member) => member !== '' && member !== '-' && member !== '(empty)');
}

function secondsOf(time: string | null): number {
  if (time === null) return Number.NaN;
  const epoch = Number(time);
  return Number.isFinite(epoch) ? epoch : Date.parse(time) / 1000;
}

/** Whole seconds of a Zeek interval. */
function wholeSeconds(interval: string | undefined): string | null {
  const seconds = Number(interval);
  return interval === undefined || !Number.isFinite(seconds) ? null : String(Math.round(seconds));
}
