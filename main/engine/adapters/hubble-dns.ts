import type { Fields } from '../evidence/json-parse.ts';
import type { RecordAdapter } from './adapter.ts';
import { responseRows } from './answers.ts';
import { firstText, isAddress, object, text, texts } from './fields.ts';
import { clusterOf, inCluster } from './parts/cluster.ts';
import { createHandshakes } from './parts/handshakes.ts';
import { hubbleConnection, podOf, seeHubbleHandshake } from './parts/hubble-connection.ts';

/** The DNS of a cluster and its caches on the nodes: they ask for others. */
const RESOLVERS = 'node-local-dns|nodelocaldns|kube-dns|coredns';
const RESOLVER_LABEL = new RegExp(`^k8s:(k8s-app|app|app\\.kubernetes\\.io/name)=(${RESOLVERS})$`);
const RESOLVER_POD = new RegExp(`^(${RESOLVERS})-`);
/** What Hubble writes where there is no TTL. */
const NO_TTL = '4294967295';

/**
 * Cilium Hubble L7 DNS flows (`hubble observe -o json`), as they are or in `flow`: requests and responses apart, with pod and address of the
 * client. A response runs from server to client. There is no DNS id: both ends with their ports, name and type stand for it. One TTL for all
 * answers; an absent code is NOERROR. Other flows are read as connections (hubble-flow). What the cluster's own resolvers and node-local caches ask is for pods that are not seen, and left out.
 * Fields: Cilium API, flow.proto (Flow, Layer7, DNS).
 */
export const hubbleDns: RecordAdapter = {
  reads: 'objects',
  format: 'hubble-dns',
  kind: 'dns_response',
  fits: ({ outline }) =>
    [
      ['flow.l7.dns.query', 'flow.verdict'],
      ['l7.dns.query', 'verdict'],
    ].some((paths) => paths.every((path) => outline.has(path))),
  open: (file) => {
    const handshakes = createHandshakes(file);
    return {
      look: ({ fields }) => seeHubbleHandshake(flowOf(fields), handshakes),
      map: ({ fields }) => {
        if ('lost_events' in fields) {
          file.assume('flows that Hubble lost (lost_events) are not known');
          return { skip: 'flows were lost (lost_events)' };
        }
        if ('node_status' in fields) return { skip: 'states of nodes, no flows (node_status)' };
        const flow = flowOf(fields);
        const l7 = object(flow.l7);
        if (!('dns' in l7)) return hubbleConnection(flow, fields.time, handshakes, clusterOf(file));
        const dns = object(l7.dns);
        const response = text(l7.type) === 'RESPONSE';
        const [from, to] = response ? (['destination', 'source'] as const) : (['source', 'destination'] as const);
        const client = object(flow[from]);
        if (isResolver(client)) return { skip: 'infrastructure: asked by a resolver or cache of the cluster' };
        const ends = object(flow.IP);
        const l4 = object(flow.l4);
        const ports = object(l4.UDP ?? l4.TCP);
        const fqdn = text(dns.query);
        const query_type = texts(dns.qtypes)[0] ?? null;
        const source_ip = text(ends[from]);
        const pod = podOf(client);
        const cluster = clusterOf(file);
        const source_port = text(ports[`${from}_port`]);
        const sides = `${source_ip}:${source_port}>${text(ends[to])}:${text(ports[`${to}_port`])}`;
        const values = {
          timestamp: firstText(flow.time, fields.time),
          request_id: source_port === null ? null : `${sides} ${fqdn} ${query_type}`,
          // Under its name in its cluster first: pods of several clusters can be called alike.
          source_container_id: pod === null || cluster === null ? null : inCluster(pod, cluster),
          source_vm_id: pod,
          source_ip,
          source_port,
          fqdn,
          query_type,
        };
        if (!response) return { rows: [{ table: 'dns_request', values }] };
        const ttl = text(dns.ttl) === NO_TTL ? null : text(dns.ttl);
        return responseRows({ ...values, response_code: text(dns.rcode) ?? '0' }, [
          ...texts(dns.cnames).map((data) => ({ type: 'CNAME', data })),
          ...texts(dns.ips).map((data) => ({ type: isAddress(data) && data.includes(':') ? 'AAAA' : 'A', data, ttl })),
        ]);
      },
    };
  },
};

function flowOf(fields: Fields): Fields {
  return 'flow' in fields ? object(fields.flow) : fields;
}

function isResolver(endpoint: Fields): boolean {
  return (
    texts(endpoint.labels).some((label) => RESOLVER_LABEL.test(label)) ||
    RESOLVER_POD.test(text(endpoint.pod_name) ?? '')
  );
}
