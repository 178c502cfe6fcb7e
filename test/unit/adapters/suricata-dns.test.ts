import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const asked = {
  request_id: '1234567890123456789/7',
  source_ip: '10.0.0.1',
  source_port: '40001',
  fqdn: 'shop.example',
  query_type: 'A',
};

describe('Suricata DNS events', () => {
  it('of version 1 have an event an answer; each belongs to the name that was asked for and to the client that asked', () => {
    const { format, records } = mapped(fixture('suricata-dns/v1.json'));
    expect(format).toBe('suricata-dns');
    const at = '2026-03-04T11:00:00.010001+0100';
    expect(records.slice(0, 3)).toEqual([
      [{ table: 'dns_request', timestamp: '2026-03-04T11:00:00.000001+0100', ...asked }],
      [{ table: 'dns_response', timestamp: at, ...asked, response_code: 'NOERROR', cname: 'lb.example' }],
      [{ table: 'dns_response', timestamp: at, ...asked, response_code: 'NOERROR', answer_ip: '10.0.0.8', ttl: '60' }],
    ]);
    expect(records[3]).toMatchObject([
      { source_ip: '10.0.0.1', source_port: '40002', fqdn: 'gone.example', response_code: 'NXDOMAIN' },
    ]);
  });

  it('are read out of what Elasticsearch dumps, a hit a line', () => {
    const events = fixture('suricata-dns/v2.json').trim().split('\n');
    const hits = events.map((event, nth) => `{"_index":"eve","_id":"${nth}","_score":1,"_source":${event}}\n`);
    expect(mapped(hits.join(''))).toEqual(mapped(fixture('suricata-dns/v2.json')));
  });

  it('of version 2 keep the client as source of the response; an address that comes twice is one answer', () => {
    const { records } = mapped(fixture('suricata-dns/v2.json'));
    expect(records[1]).toMatchObject([{ ...asked, answer_ip: '10.0.0.8', cname: 'lb.example' }]);
    expect(records[1]).toHaveLength(1);
  });

  it('of version 2 with grouped answers only, from a server on port 53, are read for the client', () => {
    expect(mapped(fixture('suricata-dns/v2.json')).records[2]).toMatchObject([
      {
        source_ip: '10.0.0.1',
        source_port: '40002',
        fqdn: 'data.example',
        answer_ip: '2001:db8::8',
        cname: 'data-1.example',
      },
    ]);
  });

  it('without question and request take the owner of the first answer as the name; its type is unknown', () => {
    expect(mapped(fixture('suricata-dns/v2.json')).records[5]).toMatchObject([
      { fqdn: 'www.example', query_type: 'unknown', answer_ip: '10.0.0.9', cname: 'w.example' },
    ]);
  });

  it('on the local link, and events of other types, are skipped', () => {
    expect(mapped(fixture('suricata-dns/v2.json')).records.slice(3, 5)).toEqual([
      { skip: 'infrastructure: asked on the local link' },
      { skip: 'other events than DNS' },
    ]);
  });

  it('of version 3 name the question in a list', () => {
    const { records } = mapped(fixture('suricata-dns/v3.json'));
    expect(records).toMatchObject([
      [{ table: 'dns_request', ...asked }],
      [{ table: 'dns_response', ...asked, answer_ip: '10.0.0.8', ttl: '60' }],
      [{ fqdn: 'data.example', response_code: 'SERVFAIL', source_port: '40002' }],
    ]);
  });

  it('of a type that no version has are rejected', () => {
    const broken = fixture('suricata-dns/v3.json').replace('"type":"request"', '"type":"guess"');
    expect(mapped(broken).records[0]).toEqual({ reject: 'dns.type "guess" is unknown' });
  });
});
