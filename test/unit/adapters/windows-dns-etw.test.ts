import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const events = fixture('windows-dns-etw/winlogbeat.ndjson');
const asked = {
  request_id: '10.0.0.1:40001/7982',
  source_ip: '10.0.0.1',
  source_port: '40001',
  fqdn: 'shop.example.',
  query_type: 'AAAA',
};

describe('analytical events of the Windows DNS server', () => {
  it('pair a query with its answer, which is decoded from the packet', () => {
    const { format, records } = mapped(events);
    expect(format).toBe('windows-dns-etw');
    expect(records[0]).toEqual([{ table: 'dns_request', timestamp: '2026-03-04T10:00:00.1Z', ...asked }]);
    expect(records[3]).toEqual([
      {
        table: 'dns_response',
        timestamp: '2026-03-04T10:00:00.2Z',
        ...asked,
        response_code: '0',
        answer_ip: '2001:db8::8',
        ttl: '60',
        cname: 'lb.example',
      },
    ]);
  });

  it('are read alike from XML of many lines', () => {
    const { format, records } = mapped(fixture('windows-dns-etw/event-viewer.xml'));
    expect(format).toBe('windows-dns-etw');
    expect(records).toMatchObject([
      [{ table: 'dns_request', timestamp: '2026-03-04T10:00:00.1Z', ...asked }],
      [{ table: 'dns_response', ...asked, answer_ip: '2001:db8::8', cname: 'lb.example' }],
    ]);
  });

  it('leave out what the server itself asks of others, and events that are no lookups', () => {
    const { records } = mapped(events);
    expect(records[1]).toEqual({ skip: 'infrastructure: asked by the server itself' });
    expect(records[2]).toEqual({ skip: 'infrastructure: asked by the server itself' });
    expect(records[5]).toEqual({ skip: 'other events than lookups' });
  });

  it('of a failed lookup keep its code and the name of its type', () => {
    expect(mapped(events).records[4]).toMatchObject([
      { query_type: 'HTTPS', response_code: '3', fqdn: 'gone.example.' },
    ]);
  });

  it('with a packet that cannot be decoded are rejected; without one the answers are marked as unknown', () => {
    const broken = events.replace(/"PacketData":"0x[^"]{40}/, '"PacketData":"0x1F2E');
    expect(mapped(broken).records[3]).toEqual({
      reject: expect.stringMatching(/^PacketData is not a DNS message/) as string,
    });
    const { records, assumed } = mapped(fixture('windows-dns-etw/flat.ndjson'));
    expect(records[1]).toMatchObject([{ ...asked, response_code: '0' }]);
    expect(assumed).toEqual(['answers are not known where PacketData is missing']);
  });
});
