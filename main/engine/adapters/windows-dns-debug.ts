import type { EvidenceFile, Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { typeName } from './parts/dns-message.ts';
import { isoText } from './times.ts';

const PACKET =
  /^(.+?)\s+[0-9A-Fa-f]+ PACKET\s+[0-9A-Fa-f]{8,16} (?:UDP|TCP) (Rcv|Snd) (\S+)\s+([0-9a-fA-F]{4}) (R| ) (\S|\s) \[[0-9a-fA-F]{4}[^\]]*?(\w+)\s*\]\s+(\S+)\s+(\(.*)$/;
const MOMENT = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4}) (\d{1,2}):(\d{2}:\d{2})(?: ?([AaPp])\.?[Mm]\.?)?$/;

type Order = 'day first' | 'month first';

/**
 * The debug log of the Windows DNS server (dns.log): packets in and out, by address and DNS id. The dates are of the server's locale: a year first or
 * points leave no doubt; with slashes or dashes the order of day and month is taken from those dates of the file that can be read in one way only,
 * else assumed (with AM and PM month first) and marked. Times are local. What the server asks of others is left out. Answers stand in the lines below a response
 * where the log was set to details. Lacks: else answers; port,
 * instance, time below a second. Fields: the log's own header, "Message logging key".
 */
export const windowsDnsDebug: RecordAdapter = {
  reads: 'lines',
  format: 'windows-dns-debug',
  kind: 'dns_response',
  fits: ({ firstLines }) =>
    firstLines.some((line) => PACKET.test(line) || line.includes('Message logging key (for packets - other items')),
  open: (file) => {
    const seen = new Set<Order>();
    let answers = answersOf(undefined);
    return {
      look: ({ text: line }) => {
        const order = orderOf(PACKET.exec(line)?.[1] ?? '');
        if (order) seen.add(order);
      },
      map: ({ text: line }) => {
        if (!PACKET.test(line)) return answers(line) ?? { skip: 'other lines than packets' };
        const packet = packetOf(line, file, seen);
        answers = answersOf('rows' in packet ? packet.rows[0] : undefined);
        return packet;
      },
    };
  },
};

/** The answers in the lines below a response, where the log was set to details: each is a row of its own, as its lookup's response. */
function answersOf(response: RawRow | undefined): (line: string) => Mapped | undefined {
  let section = '';
  let type = '';
  let ttl: string | null = null;
  let cname: string | null = null;
  return (line) => {
    section = /^\s+(\w+) SECTION:/.exec(line)?.[1] ?? section;
    if (response?.table !== 'dns_response' || section !== 'ANSWER') return undefined;
    const [, key, value = ''] = /^\s+(TYPE|TTL|DATA)\s+(\S+)/.exec(line) ?? [];
    if (key === 'TYPE') type = value;
    if (key === 'TTL') ttl = value;
    if (key !== 'DATA' || !/^(A|AAAA|CNAME)$/.test(type)) return undefined;
    if (type === 'CNAME') cname = nameOf(value.replace(/\[[0-9A-Fa-f]{4}\]/g, '')) ?? null;
    const answer = type === 'CNAME' ? {} : { answer_ip: value, ttl };
    return { rows: [{ table: 'dns_response', values: { ...response.values, ...answer, cname } }] };
  };
}

function packetOf(line: string, file: EvidenceFile, seen: ReadonlySet<Order>): Mapped {
  const found = PACKET.exec(line);
  if (!found) return { skip: 'other lines than packets' };
  const [, moment = '', way, source_ip = '', id = '', response, opcode, code = '', type = '', encoded = ''] = found;
  if (opcode !== 'Q') return { skip: 'updates and notifications' };
  if ((way === 'Rcv') === (response === 'R')) return { skip: 'infrastructure: asked by the server itself' };
  const timestamp = timeText(moment, file, seen);
  if (timestamp === undefined) return { reject: `time "${moment}" is not a time` };
  const fqdn = nameOf(encoded);
  if (fqdn === undefined) return { reject: `name "${encoded}" is not a name` };
  if (fqdn === '') return { skip: 'the root was asked for' };
  const query_type = typeName(type);
  const values: RawRow['values'] = {
    timestamp,
    request_id: `${source_ip}/${id} ${fqdn.toLowerCase()} ${query_type}`,
    source_ip,
    fqdn,
    query_type,
  };
  if (response !== 'R') return { rows: [{ table: 'dns_request', values }] };
  return { rows: [{ table: 'dns_response', values: { ...values, response_code: code } }] };
}

/** The name in labels that each have their length before them; undefined where a length is wrong. */
function nameOf(encoded: string): string | undefined {
  const labels: string[] = [];
  for (let rest = encoded.trim(); ;) {
    const length = /^\((\d+)\)/.exec(rest);
    if (!length) return undefined;
    const size = Number(length[1]);
    const from = length[0].length;
    if (size === 0) return rest.length === from ? labels.join('.') : undefined;
    labels.push(rest.slice(from, from + size));
    rest = rest.slice(from + size);
  }
}

/** The order of a date that can be read in one way only, where the order of others is in doubt. */
function orderOf(moment: string): Order | undefined {
  const [, first = '', mark, second] = MOMENT.exec(moment) ?? [];
  if (first === '' || first.length === 4 || mark === '.') return undefined;
  if (Number(first) > 12) return 'day first';
  return Number(second) > 12 ? 'month first' : undefined;
}

function timeText(moment: string, file: EvidenceFile, seen: ReadonlySet<Order>): string | undefined {
  const [, first = '', mark, second = '', third = '', hour, rest = '', half] = MOMENT.exec(moment) ?? [];
  if (hour === undefined) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const time = `${String(hours).padStart(2, '0')}:${rest}`;
  if (first.length === 4) return isoText(Number(first), Number(second), Number(third), time);
  const [one, two] = [Number(first), Number(second)];
  const dayFirst = mark === '.' || (orderOf(moment) ?? order(half !== undefined, file, seen)) === 'day first';
  return dayFirst ? isoText(Number(third), two, one, time) : isoText(Number(third), one, two, time);
}

/** The order of a date that can be read in two ways: that of the file's other dates, else assumed. */
function order(halves: boolean, file: EvidenceFile, seen: ReadonlySet<Order>): Order {
  if (file.declared.dateOrder !== undefined)
    return file.declared.dateOrder === 'day-month' ? 'day first' : 'month first';
  const [only] = seen;
  if (only !== undefined && seen.size === 1) return only;
  const assumed = halves ? 'month first' : 'day first';
  file.assume(`dates ${assumed}`);
  return assumed;
}
