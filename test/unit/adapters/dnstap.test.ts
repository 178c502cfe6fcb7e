import { describe, expect, it } from 'vitest';
import type { EvidenceFile, SourceRecord } from '../../../main/engine/adapters/adapter.ts';
import { dnstapFrames } from '../../../main/engine/adapters/dnstap.ts';
import { frames } from '../../../main/engine/evidence/frames.ts';
import { sampleOfFrames } from '../../../main/engine/evidence/sample.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';

const lookup = {
  source_ip: '10.0.0.5',
  source_port: '40001',
  request_id: '10.0.0.5:40001/77',
  query_type: 'A',
};
const response = { ...lookup, table: 'dns_response', response_code: 'NOERROR', ttl: '30' };
const infrastructure = { skip: 'infrastructure: asked by resolvers of servers' };

describe('dnstap as YAML', () => {
  it('of dnstap-read pairs query and response, with all answers and the last CNAME', async () => {
    const { format, records } = await mappedFile(fixturePath('dnstap/read.yaml'));
    const said = { ...response, timestamp: '2026-03-04T09:00:00Z', fqdn: 'Shop.example.', cname: 'lb.example.' };
    expect(format).toBe('dnstap');
    expect(records).toEqual([
      [{ ...lookup, table: 'dns_request', timestamp: '2026-03-04T09:00:00Z', fqdn: 'Shop.example.' }],
      [
        { ...said, answer_ip: '10.0.1.8' },
        { ...said, answer_ip: '10.0.1.9' },
      ],
      infrastructure,
      [expect.objectContaining({ source_ip: '2001:db8::5', fqdn: 'gone.example.', response_code: 'NXDOMAIN' })],
    ]);
  });

  it('of dnstap-ldns keeps microseconds, in UTC', async () => {
    const { records } = await mappedFile(fixturePath('dnstap/ldns.yaml'));
    expect(records).toEqual([
      [
        {
          ...response,
          timestamp: '2026-03-04T09:00:00.223456Z',
          fqdn: 'shop.example.',
          answer_ip: '10.0.1.8',
          cname: 'lb.example.',
        },
      ],
    ]);
  });
});

describe('dnstap in one line a message', () => {
  it('pairs by client, name and type; the code is unknown', () => {
    const { format, records } = mapped(fixture('dnstap/short.txt'));
    const said = { ...lookup, request_id: '10.0.0.5:40001/shop.example A', fqdn: 'Shop.example' };
    expect(format).toBe('dnstap');
    expect(records.slice(0, 3)).toEqual([
      [{ ...said, table: 'dns_request', timestamp: '2026-03-04T10:00:00.100' }],
      [{ ...said, table: 'dns_response', timestamp: '2026-03-04T10:00:00.150' }],
      infrastructure,
    ]);
    expect(records[3]).toMatchObject([{ source_ip: '2001:db8::5', source_port: '40002', query_type: 'AAAA' }]);
  });

  it('without a date takes that of the file, marked', () => {
    const { records, assumed } = mapped(fixture('dnstap/quiet.txt'));
    expect(records[1]).toMatchObject([{ timestamp: '2026-03-05T09:00:00.150000', fqdn: 'shop.example.' }]);
    expect(assumed).toEqual(["time 2026-03-05T00:00:00.000Z (the file's own)"]);
  });
});

describe('dnstap in binary frames', () => {
  const file: EvidenceFile = {
    path: 'file',
    key: () => undefined,
    time: () => new Date(0).toISOString(),
    modified: 0,
    declared: {},
    sample: sampleOfFrames('protobuf:dnstap.Dnstap'),
    assume: () => undefined,
  };
  const told = (bytes: Uint8Array) => {
    const record: SourceRecord = { line: 1, fields: {}, text: '', within: [], key: undefined, time: undefined, bytes };
    return (dnstapFrames.open(file) as (record: SourceRecord) => unknown)(record);
  };

  it('gives exact times, IPv4 and IPv6 clients, answers with TTL', async () => {
    const found: unknown[] = [];
    for await (const bytes of frames(fixturePath('dnstap/frames.dnstap')))
      if (typeof bytes !== 'string') found.push(told(bytes));
    const said = { ...lookup, fqdn: 'Shop.example', timestamp: '1772614800123456789' };
    expect(found).toMatchObject([
      { rows: [{ table: 'dns_request', values: said }] },
      {
        rows: [
          { values: { ...said, answer_ip: '10.0.1.8', ttl: '30', cname: 'lb.example', response_code: 'NOERROR' } },
        ],
      },
      infrastructure,
      { rows: [{ values: { source_ip: '2001:db8::5', fqdn: 'gone.example', response_code: 'NXDOMAIN' } }] },
    ]);
  });

  it('rejects a frame that is none, with the reason', () => {
    expect(told(Uint8Array.of(0x72, 0x7f, 1))).toMatchObject({
      reject: expect.stringContaining('not a dnstap message') as string,
    });
  });
});
