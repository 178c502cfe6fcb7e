import { expect, it } from 'vitest';
import { askedBy, subjectsAsked, usesAsked } from '../../../shared/policy/asked.ts';
import { networkPolicies, networkPolicy } from '../../../shared/policy/kubernetes.ts';
import type { PortUse } from '../../../shared/policy/uses.ts';

const policies = (port: number | string) =>
  networkPolicies(
    networkPolicy.parse({
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'n' },
      spec: {
        podSelector: { matchLabels: { app: 'b' } },
        ingress: [
          {
            from: [
              { podSelector: { matchExpressions: [{ key: 'canary', operator: 'Exists' }] } },
              { ipBlock: { cidr: '10.0.0.0/8', except: ['10.9.0.0/16'] } },
            ],
            ports: [{ port }],
          },
        ],
      },
    }),
    { citation: null, from: null, to: null },
  );

const traits = (labels: Readonly<Record<string, string>>, http = 8080) =>
  JSON.stringify({ labels, namedPorts: [{ name: 'http', protocol: 'tcp', port: http }], cluster: 'east' });
const STABLE = traits({ app: 'a', 'pod-template-hash': '1' });
const STABLE_TOO = traits({ 'pod-template-hash': '2', app: 'a' }, 9090);
const CANARY = traits({ app: 'a', canary: '' });

it('instances that no policy tells apart are one; those that one does are not', () => {
  const workloads = [STABLE, STABLE_TOO, CANARY].map((text) => ({ traits: text, addresses: ['10.0.0.1', '10.2.0.1'] }));
  const kinds = (port: number | string) =>
    subjectsAsked({ namespaces: [], workloads: new Map([['a', workloads]]) }, askedBy(policies(port))).workloads.get(
      'a',
    );
  expect(kinds(80)).toMatchObject([
    { labels: { app: 'a' }, namedPorts: null, addresses: ['10.0.0.1'] },
    { labels: { app: 'a', canary: '' }, namedPorts: null },
  ]);
  expect(kinds('http')?.map(({ namedPorts }) => namedPorts?.map(({ port }) => port))).toEqual([[8080], [9090], [8080]]);
});

it('connections between ends that no policy tells apart are one, with the record of the first', () => {
  const use = (address: string, text: string, firstSeen: number): PortUse => ({
    client: 'a',
    server: 'b',
    earlier: null,
    port: { protocol: 'tcp', port: 80 },
    front: null,
    ends: { client: { addresses: [address], traits: [text] }, server: { addresses: null, traits: null } },
    connections: 2,
    firstSeen,
    lastSeen: 10 - firstSeen,
    citation: { source: 1, path: 'c.csv', line: firstSeen },
  });
  const all = [use('10.0.0.1', STABLE, 5), use('10.2.0.1', STABLE_TOO, 3), use('10.9.0.1', STABLE, 4)];
  const found = usesAsked([...all, use('192.0.2.1', STABLE, 2), use('10.0.0.1', CANARY, 1)], askedBy(policies(80)));
  expect(
    found.map(({ connections, firstSeen, lastSeen, citation }) => [connections, firstSeen, lastSeen, citation.line]),
  ).toEqual([
    [4, 3, 7, 3],
    [2, 4, 6, 4],
    [2, 2, 8, 2],
    [2, 1, 9, 1],
  ]);
});
