import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { decompress } from 'fzstd';
import ipaddr from 'ipaddr.js';
import { fromIso } from '../../../shared/model/time.ts';
import type { EvidenceFile } from '../../../samples/generator/files.ts';

/**
 * The map of an incident, read from its files row by row with loops and nothing else: slow, short, and made without the
 * generator or the engine, so that the stated truth of a sample has a witness. `timeless` leaves every validity out.
 */
export function plainMap(files: readonly EvidenceFile[], timeless = false): Map<string, PlainPair> {
  const rows = files.flatMap(rowsOf);
  const of = (has: string): Row[] => rows.filter((row) => has in row);
  const vms = grouped(of('location'), (row) => row.container_id || row.vm_id || '');
  const ips = grouped(
    of('kind').filter((row) => 'ip' in row),
    (row) => address(row.ip),
  );
  const tree = grouped(of('service_name'), (row) => row.subscription_id ?? '');
  const resources = grouped(of('location'), (row) => row.resource_id ?? '');
  const valid = (row: Row, at: number): boolean =>
    timeless ||
    ((row.valid_from ? time(row.valid_from) <= at : true) && (row.valid_to ? at < time(row.valid_to) : true));
  const ownersOf = (records: readonly Row[], at: number): string[] => [
    ...new Set(
      records
        .filter((record) => valid(record, at))
        .flatMap((record) => {
          const owners = (tree.get(record.subscription_id ?? '') ?? []).filter((row) => valid(row, at));
          const exact = owners.filter((row) => row.resource_id && row.resource_id === record.resource_id);
          return (exact.length > 0 ? exact : owners).map((row) => row.service_id ?? '');
        }),
    ),
  ];
  const regionOf = (ip: string, at: number): string => {
    const [record] = (ips.get(ip) ?? [])
      .filter((row) => valid(row, at) && (row.region || row.resource_id))
      .concat([{}]);
    if (record?.region) return record.region;
    const [vm] = record?.resource_id ? (resources.get(record.resource_id) ?? []).filter((row) => valid(row, at)) : [];
    return vm?.location ?? 'unknown';
  };
  const pairs = new Map<string, PlainPair>();
  for (const lookup of lookupsOf(rows)) {
    const clients = ownersOf((lookup.source ? vms.get(lookup.source) : ips.get(lookup.sourceIp)) ?? [], lookup.at);
    const found = new Map<string, { contested: boolean; regions: Set<string> }>();
    for (const ip of lookup.answers) {
      const servers = ownersOf(ips.get(ip) ?? [], lookup.at);
      for (const client of clients) {
        for (const server of servers.filter((one) => one !== client)) {
          const entry = found.get(`${client} ${server}`) ?? {
            contested: clients.length * servers.length > 1,
            regions: new Set(),
          };
          found.set(`${client} ${server}`, entry);
          entry.regions.add(regionOf(ip, lookup.at));
        }
      }
    }
    for (const [key, { contested, regions }] of found) {
      const pair = pairs.get(key) ?? { lookups: 0, contested: 0, first: lookup.at, last: lookup.at, regions: {} };
      pairs.set(key, pair);
      pair[contested ? 'contested' : 'lookups'] += 1;
      pair.first = Math.min(pair.first, lookup.at);
      pair.last = Math.max(pair.last, lookup.at);
      if (!contested) for (const region of regions) pair.regions[region] = (pair.regions[region] ?? 0) + 1;
    }
  }
  return pairs;
}

export interface PlainPair {
  lookups: number;
  contested: number;
  first: number;
  last: number;
  regions: Record<string, number>;
}

type Row = Readonly<Record<string, string>>;
interface PlainLookup {
  at: number;
  source: string;
  sourceIp: string;
  answers: Set<string>;
}

function rowsOf({ path, bytes }: EvidenceFile): Row[] {
  const plain = path.endsWith('.gz')
    ? gunzipSync(bytes)
    : path.endsWith('.zst')
      ? Buffer.from(decompress(bytes))
      : Buffer.from(bytes);
  const text = plain.toString();
  if (!text.startsWith('{')) {
    const records: Row[] = parse(text, { columns: true, relax_column_count: true, skip_empty_lines: true });
    return isDns(text) ? records.filter((row) => Boolean(row.query_type) && sound(row)) : records;
  }
  return text.split('\n').flatMap((line): Row[] => {
    try {
      const value = JSON.parse(line) as Record<string, unknown>;
      return sound(value) ? [value.srcids ? fromRoute53(value) : strings(value)] : [];
    } catch {
      return [];
    }
  });
}

const isDns = (text: string): boolean => (text.split('\n', 1)[0] ?? '').includes('fqdn');
const sound = (row: Readonly<Record<string, unknown>>): boolean =>
  typeof row.timestamp !== 'string' || !row.timestamp.includes('T99');
const strings = (row: Record<string, unknown>): Row =>
  Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v)]));

function fromRoute53(row: Record<string, unknown>): Row {
  const { srcids, answers, query_timestamp, srcaddr, srcport, query_name, query_type } = row as Record<
    string,
    string
  > & {
    srcids: { instance?: string };
    answers: { Rdata: string; Type: string }[];
  };
  const ips = answers.filter(({ Type }) => Type !== 'CNAME').map(({ Rdata }) => Rdata);
  const id = [query_timestamp, srcaddr, srcport, query_name, query_type].join(' ');
  return {
    aws: id,
    timestamp: query_timestamp ?? '',
    source_vm_id: srcids.instance ?? '',
    source_ip: srcaddr ?? '',
    answers: ips.join(' '),
  };
}

function lookupsOf(rows: readonly Row[]): PlainLookup[] {
  const lookups = new Map<string, PlainLookup>();
  const asked = new Map<string, PlainLookup[]>();
  const read = (row: Row): PlainLookup => ({
    at: time(row.timestamp ?? ''),
    source: row.source_container_id || row.source_vm_id || '',
    sourceIp: address(row.source_ip),
    answers: new Set(),
  });
  const dns = rows.filter((row) => 'query_type' in row || 'aws' in row);
  for (const row of dns.filter((one) => !('response_code' in one))) {
    const lookup = read(row);
    for (const ip of (row.answers ?? '').split(' ').filter(Boolean)) lookup.answers.add(address(ip));
    lookups.set(row.aws ?? (row.request_id || keyOf(row, lookup.at)), lookup);
    asked.set(keyOf(row), [...(asked.get(keyOf(row)) ?? []), lookup]);
  }
  for (const row of dns.filter((one) => 'response_code' in one)) {
    const reply = read(row);
    const earlier = row.request_id
      ? []
      : (asked.get(keyOf(row)) ?? []).filter(({ at }) => at <= reply.at && reply.at - at <= 30_000_000);
    const latest = earlier.sort((a, b) => b.at - a.at)[0];
    const key = row.request_id || keyOf(row, latest?.at ?? reply.at);
    const lookup = lookups.get(key) ?? reply;
    lookups.set(key, lookup);
    if (row.answer_ip) lookup.answers.add(address(row.answer_ip));
  }
  return [...lookups.values()];
}

function keyOf(row: Row, at?: number): string {
  const source = row.source_container_id || row.source_vm_id || row.source_ip;
  return [source, (row.fqdn ?? '').toLowerCase().replace(/\.$/, ''), row.query_type, at].join(' ');
}

const address = (text = ''): string => (text === '' ? '' : ipaddr.process(text).toString());
const time = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : (fromIso(text) ?? NaN));

function grouped(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
