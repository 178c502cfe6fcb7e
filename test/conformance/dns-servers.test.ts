import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const FLEET: Files = {
  'ip.csv': csv(
    'ip,subscription_id',
    '127.0.0.11,sub-a',
    '127.0.0.12,sub-b',
    '10.161.60.71,sub-a',
    '192.168.0.40,sub-b',
    '10.20.1.5,sub-web',
    '10.20.1.6,sub-web',
    '2001:db8:20::5,sub-web',
    '10.20.2.10,sub-db',
    '10.20.9.9,sub-wild',
  ),
  'tree.csv': csv('service_id,subscription_id', 'a,sub-a', 'b,sub-b', 'web,sub-web', 'db,sub-db', 'wild,sub-wild'),
};

const none = { 'unknown-client': 0, 'no-answer': 0, contested: 0, unowned: 0, 'unknown-address': 0 };

/** Counted off the files by eye, the same fourteen names being asked for by each of three clients. */
const BY_HAND = [
  {
    file: 'dnsmasq/dnsmasq_extra.log',
    source: {
      format: 'dnsmasq',
      lines: 132,
      records: 132,
      accepted: 92,
      rejected: 0,
      skipped: {
        'other messages than of lookups': 5,
        'infrastructure: asked by dnsmasq itself': 15,
        'a CNAME, whose target is the next answer': 20,
      },
    },
    // Of each known client three lookups of web, two of db, one of wild, one of an unknown address, seven without any.
    lookups: {
      total: 43,
      resolved: 12,
      unresolved: { ...none, 'unknown-client': 15, 'no-answer': 14, 'unknown-address': 2 },
      noAnswer: { NOERROR: 8, NXDOMAIN: 2, REFUSED: 4 },
    },
    pairs: ['a > db 2', 'a > web 3', 'a > wild 1', 'b > db 2', 'b > web 3', 'b > wild 1'],
  },
  ...['query.log', 'query_iso8601utc.log'].map((name) => ({
    file: `bind/${name}`,
    source: { format: 'bind', kind: 'dns_request', records: 37, accepted: 37, rejected: 0, skipped: {} },
    lookups: {
      total: 37,
      resolved: 0,
      unresolved: { ...none, 'unknown-client': 13, 'no-answer': 24 },
      noAnswer: { none: 24 },
    },
    pairs: [],
  })),
  {
    file: 'coredns/coredns_doc.log',
    source: { format: 'coredns', records: 1, accepted: 1, rejected: 0, skipped: {} },
    lookups: { total: 1, resolved: 0, unresolved: { ...none, 'unknown-client': 1 }, noAnswer: {} },
    pairs: [],
  },
  {
    file: 'unbound/unbound.log',
    source: { format: 'unbound', lines: 98, accepted: 83, rejected: 0 },
    lookups: {
      total: 43,
      resolved: 0,
      unresolved: { ...none, 'unknown-client': 15, 'no-answer': 28 },
      noAnswer: { NOERROR: 22, NXDOMAIN: 4, none: 2 },
    },
    pairs: [],
  },
  {
    file: 'powerdns/recursor_structured.log',
    source: {
      format: 'powerdns',
      records: 38,
      accepted: 19,
      rejected: 0,
      skipped: { 'other messages than of lookups': 19 },
      assumed: [],
    },
    lookups: {
      total: 10,
      resolved: 0,
      unresolved: { ...none, 'no-answer': 10 },
      noAnswer: { NOERROR: 8, NXDOMAIN: 1, unknown: 1 },
    },
    pairs: [],
  },
  {
    file: 'windows-dns/dns_debug.log',
    source: {
      format: 'windows-dns-debug',
      records: 4,
      accepted: 3,
      rejected: 0,
      skipped: { 'infrastructure: asked by the server itself': 1 },
      assumed: expect.arrayContaining(['dates month first']) as unknown,
    },
    lookups: {
      total: 2,
      resolved: 0,
      unresolved: { ...none, 'no-answer': 2 },
      noAnswer: { none: 1, NOERROR: 1 },
    },
    pairs: [],
  },
  ...['dnstap/bind_dnstap.yaml', 'dnstap/bind.dnstap'].map((file) => ({
    file,
    source: { format: 'dnstap', kind: 'dns_response', records: 74, accepted: 74, rejected: 0, assumed: [] },
    // Of each known client three lookups of web, two of db, one of wild, one of an unknown address, five without any.
    lookups: {
      total: 37,
      resolved: 12,
      unresolved: { ...none, 'unknown-client': 13, 'no-answer': 10, 'unknown-address': 2 },
      noAnswer: { NOERROR: 6, NXDOMAIN: 4 },
    },
    pairs: ['a > db 2', 'a > web 3', 'a > wild 1', 'b > db 2', 'b > web 3', 'b > wild 1'],
  })),
  {
    file: 'dnstap/bind_dnstap.short.txt',
    source: {
      format: 'dnstap',
      records: 260,
      accepted: 146,
      rejected: 0,
      skipped: { 'infrastructure: asked by resolvers of servers': 114 },
    },
    lookups: {
      total: 73,
      resolved: 0,
      unresolved: { ...none, 'unknown-client': 45, 'no-answer': 28 },
      noAnswer: { unknown: 28 },
    },
    pairs: [],
  },
];

describe.skipIf(!there)('collected logs of DNS servers', () => {
  it.each(BY_HAND)('$file is known, and holds the lookups that a person reads in it', async (expected) => {
    const files = { ...FLEET, 'dns.log': await readFile(`${folder}${expected.file}`) };
    await withCase(files, async ({ sources, map }) => {
      expect(sourceOf(sources, 'dns.log')).toMatchObject(expected.source);
      const found = await map();
      expect(found.lookups).toMatchObject(expected.lookups);
      expect(found.dependencies.map(({ client, server, lookups }) => `${client} > ${server} ${lookups}`)).toEqual(
        expected.pairs,
      );
    });
  });
});
