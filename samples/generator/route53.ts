import { toIso, type Micros } from '../../shared/model/time.ts';
import type { Random } from './random.ts';
import type { Line, Table } from './tables.ts';
import type { Lookup } from './world.ts';

/** The account and network whose resolver wrote a log. */
export interface Resolver {
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
}

/**
 * Lookups as AWS Route 53 Resolver delivers its query logs: one record a lookup, whole seconds, gzip NDJSON in folders by day,
 * a file for every `step`. `addressOf` gives the address of a source id.
 */
export function route53Tables(
  random: Random,
  lookups: readonly Lookup[],
  resolver: Resolver,
  step: Micros,
  addressOf: (sourceId: string, at: Micros) => string,
): Table[] {
  const files = new Map<number, Line[]>();
  for (const lookup of [...lookups].sort((a, b) => a.time - b.time)) {
    const slot = Math.floor(lookup.time / step) * step;
    const source = lookup.sourceIp ?? addressOf(lookup.sourceId ?? '', lookup.time);
    const text = JSON.stringify(record(random, lookup, resolver, source));
    files.set(slot, [...(files.get(slot) ?? []), { id: lookup.id, text }]);
  }
  return [...files].map(([slot, lines]) => ({
    path: pathOf(random, resolver, slot),
    form: 'ndjson',
    pack: 'gz',
    format: 'aws-route53-resolver',
    kind: 'dns_lookup',
    columns: [],
    lines,
  }));
}

function record(random: Random, lookup: Lookup, { account, region, vpc }: Resolver, source: string): object {
  const cnames = lookup.cname === null ? [] : [{ Rdata: `${lookup.cname}.`, Type: 'CNAME', Class: 'IN' }];
  return {
    version: '1.100000',
    account_id: account,
    region,
    vpc_id: vpc,
    query_timestamp: toIso(lookup.time).replace('.000Z', 'Z'),
    query_name: `${lookup.name}.`,
    query_type: lookup.type,
    query_class: 'IN',
    rcode: lookup.code,
    answers: [...cnames, ...lookup.answers.map(({ ip }) => ({ Rdata: ip, Type: lookup.type, Class: 'IN' }))],
    srcaddr: source,
    srcport: String(random.between(32768, 60999)),
    transport: 'UDP',
    srcids: lookup.sourceId === null ? {} : { instance: lookup.sourceId },
  };
}

function pathOf(random: Random, { account, region, vpc }: Resolver, slot: Micros): string {
  const [day = '', clock = ''] = toIso(slot).split('T');
  const stamp = `${day.replaceAll('-', '')}T${clock.slice(0, 5).replace(':', '')}Z`;
  const file = `${account}_vpcdnsquerylogs_${region}_${vpc}_${stamp}_${random.hex(8)}.log.gz`;
  return `AWSLogs/${account}/vpcdnsquerylogs/${vpc}/${day.replaceAll('-', '/')}/${file}`;
}

/** A delivery made twice: a file that holds some of the records of another again. */
export function deliveredAgain(random: Random, table: Table, share: number): Table {
  const from = Math.floor(table.lines.length * (1 - share));
  return { ...table, path: table.path.replace(/_[0-9a-f]{8}\.log/, `_${random.hex(8)}.log`), lines: table.lines.slice(from) };
}
