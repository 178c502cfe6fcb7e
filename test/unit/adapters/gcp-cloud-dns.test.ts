import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

describe('Google Cloud DNS query logs', () => {
  it('give a whole lookup a record: the VM by its long number, the last CNAME, TTLs; structured answers too', () => {
    const { format, records } = mapped(fixture('gcp-cloud-dns/sink.ndjson'));
    expect(format).toBe('gcp-cloud-dns');
    const first = {
      table: 'dns_response',
      timestamp: '2026-03-04T10:00:00.123456789Z',
      request_id: 'e1',
      source_vm_id: '123456789012345601',
      source_ip: '10.0.0.1',
      fqdn: 'shop.example.',
      query_type: 'A',
      response_code: 'NOERROR',
      whole: 'true',
      ttl: '60',
      cname: 'lb.example.',
    };
    expect(records[0]).toEqual([
      { ...first, answer_ip: '10.0.0.8' },
      { ...first, answer_ip: '10.0.0.9' },
    ]);
    expect(records[1]).toMatchObject([
      { source_vm_id: '123456789012345602', query_type: 'AAAA', answer_ip: '2001:db8:0:0:0:0:0:8', ttl: '30' },
    ]);
  });

  it('are read from a table of the Logs Explorer, whose columns have dots', () => {
    const columns = ['queryName', 'queryType', 'responseCode', 'rdata', 'sourceIP'].map(
      (name) => `jsonPayload.${name}`,
    );
    const row = 'shop.example.,A,NOERROR,"shop.example.\t60\tIN\ta\t10.0.0.8",10.0.0.1';
    const { records } = mapped(
      `${columns.join(',')},resource.type,timestamp\n${row},dns_query,2026-03-04T10:00:00.1Z\n`,
    );
    expect(records).toMatchObject([
      [{ fqdn: 'shop.example.', source_ip: '10.0.0.1', answer_ip: '10.0.0.8', ttl: '60' }],
    ]);
  });

  it('are read from rows of BigQuery, whose keys are in lower case', () => {
    const row = {
      logName: 'projects/shop/logs/dns.googleapis.com%2Fdns_queries',
      timestamp: '2026-03-04 10:00:00.123456 UTC',
      jsonPayload: {
        ...{ queryname: 'shop.example.', querytype: 'A', responsecode: 'NOERROR', vminstanceidstring: '1234' },
        rdata: 'shop.example.\t60\tIN\ta\t10.0.0.8',
      },
    };
    const time = '2026-03-04 10:00:00.123456Z';
    expect(mapped(JSON.stringify(row)).records).toMatchObject([
      [
        {
          timestamp: time,
          fqdn: 'shop.example.',
          source_vm_id: '1234',
          response_code: 'NOERROR',
          answer_ip: '10.0.0.8',
        },
      ],
    ]);
  });

  it('name a client without VM by its address; an entry without either is skipped', () => {
    const { records } = mapped(fixture('gcp-cloud-dns/entries.json'));
    expect(records[2]).toMatchObject([{ source_ip: '10.0.0.3', response_code: 'NXDOMAIN' }]);
    expect(records[2]).not.toHaveProperty('0.source_vm_id');
    expect(records[2]).not.toHaveProperty('0.answer_ip');
    expect(records[3]).toEqual({ skip: 'neither VM nor address of the client is given' });
  });

  it('lose the last line of answers that the log cut off, and say so', () => {
    const { records, assumed } = mapped(fixture('gcp-cloud-dns/sink.ndjson'));
    expect(records[4]).toMatchObject([{ answer_ip: '10.0.0.8' }]);
    expect(records[4]).toHaveLength(1);
    expect(assumed).toEqual(['answers that the log cut off are left out']);
  });

  it('hold other entries beside the queries, which are skipped, and broken ones, which are rejected', () => {
    const [query] = fixture('gcp-cloud-dns/sink.ndjson').split('\n');
    const audit = JSON.stringify({ logName: 'projects/p/logs/cloudaudit.googleapis.com%2Factivity', timestamp: 'x' });
    const nameless = (query ?? '').replace('"queryName":"shop.example.",', '');
    expect(mapped([query, audit, nameless].join('\n')).records.slice(1)).toEqual([
      { skip: 'other log entries than DNS queries' },
      { reject: 'jsonPayload.queryName is missing' },
    ]);
  });
});
