import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const flows = fixture('hubble-dns/flows.ndjson');

describe('Hubble DNS flows', () => {
  it('give the pod that asked in both directions, with one id for a request and its response', () => {
    const { format, records } = mapped(flows);
    expect(format).toBe('hubble-dns');
    const asked = {
      request_id: '10.1.0.5:40001>10.1.0.2:53 api.shop.svc.cluster.local. A',
      source_vm_id: 'shop/web-7d9c5b6f4d-abcde',
      source_ip: '10.1.0.5',
      source_port: '40001',
      fqdn: 'api.shop.svc.cluster.local.',
      query_type: 'A',
    };
    expect(records[0]).toEqual([{ table: 'dns_request', timestamp: '2026-03-04T10:00:00.000000001Z', ...asked }]);
    expect(records[1]).toEqual([
      {
        table: 'dns_response',
        timestamp: '2026-03-04T10:00:00.002Z',
        ...asked,
        response_code: '0',
        answer_ip: '10.2.0.8',
        ttl: '30',
        cname: 'api-blue.shop.svc.cluster.local.',
      },
    ]);
  });

  it('keep a refused name by its code, without the largest number as its TTL', () => {
    const [response] = mapped(flows).records[3] as readonly Record<string, string>[];
    expect(response).toMatchObject({ response_code: '3' });
    expect(response).not.toHaveProperty('ttl');
    expect(response).not.toHaveProperty('answer_ip');
  });

  it('leave out what resolvers and caches of the cluster ask, and take what is not DNS as connections', () => {
    expect(mapped(flows).records.slice(5)).toEqual([
      { skip: 'infrastructure: asked by a resolver or cache of the cluster' },
      [expect.objectContaining({ table: 'connection', dst_ip: '10.2.0.8', role: 'connect' })],
    ]);
  });

  it('that Hubble lost are a gap that is marked; states of nodes are no flows', () => {
    const others = ['lost_events', 'node_status'].map((name) => JSON.stringify({ [name]: {}, node_name: 'node-1' }));
    const { records, assumed } = mapped(`${flows}${others.join('\n')}\n`);
    expect(records.slice(7)).toEqual([
      { skip: 'flows were lost (lost_events)' },
      { skip: 'states of nodes, no flows (node_status)' },
    ]);
    expect(assumed).toEqual(['flows that Hubble lost (lost_events) are not known']);
  });

  it('are read without the object around each flow as well', () => {
    const bare = flows
      .trim()
      .split('\n')
      .map((line) => JSON.stringify((JSON.parse(line) as { flow: unknown }).flow));
    expect(mapped(bare.join('\n')).records).toEqual(mapped(flows).records);
  });
});
