import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/policy/decide.ts';
import { fleetOf } from '../../../shared/policy/fleet.ts';
import { networkPolicies, networkPolicy } from '../../../shared/policy/kubernetes.ts';
import type { Policy, Port } from '../../../shared/policy/rule.ts';
import { workloadOf, type Labels, type Workload } from '../../../shared/policy/workload.ts';
import { WINDOW } from '../map/map-of.ts';
import { claimsOf } from './fleet.ts';

const NAMESPACES: Readonly<Record<string, Labels>> = {
  default: {},
  shop: { project: 'myproject', stage: 'live' },
  lab: { stage: 'test' },
};

/** A pod in a few words: `shop/role=frontend,tier=web@172.17.1.9`. */
function pod(text: string): Workload {
  const [place = '', address] = text.split('@');
  const [namespace = '', labels = ''] = place.split('/');
  const pairs = labels.split(',').filter((label) => label !== '');
  return workloadOf(text, {
    namespace: [namespace],
    labels: Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])),
    namespaceLabels: NAMESPACES[namespace] ?? {},
    addresses: [address ?? '10.244.0.7'],
    namedPorts: [
      { name: 'web', protocol: 'tcp', port: 8080 },
      { name: 'web', protocol: 'udp', port: 8443 },
    ],
  });
}

/** An address beyond the cluster. */
const outside = (address: string): Workload => workloadOf(address, { addresses: [address] });

const policiesOf = (yaml: string): Policy[] =>
  parseAllDocuments(yaml).flatMap((document, at) =>
    networkPolicies(networkPolicy.parse(document.toJS()), {
      citation: { source: 1, path: 'policies.yaml', line: at + 1 },
      from: null,
      to: null,
    }),
  );

const portOf = (text: string): Port => {
  const [port, protocol = 'TCP'] = text.split('/');
  return { port: Number(port), protocol };
};
const verdict = (yaml: string, from: Workload, to: Workload, port = '80') =>
  decide(policiesOf(yaml), from, to, portOf(port)).verdict;

const head = (name: string, namespace = 'default') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;

describe('a policy for databases: who may come in on 6379, where they may go on 5978', () => {
  const yaml = `${head('db')}
spec:
  podSelector: { matchLabels: { role: db } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] }
        - namespaceSelector: { matchLabels: { project: myproject } }
        - podSelector: { matchLabels: { role: frontend } }
      ports: [{ protocol: TCP, port: 6379 }]
  egress:
    - to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]
      ports: [{ protocol: TCP, port: 5978 }]
`;
  const db = pod('default/role=db');
  it.each([
    ['a frontend of the same namespace', pod('default/role=frontend'), db, '6379', 'allowed'],
    ['a frontend on another port', pod('default/role=frontend'), db, '80', 'denied'],
    ['a frontend over UDP', pod('default/role=frontend'), db, '6379/UDP', 'denied'],
    ['another pod of the same namespace', pod('default/role=admin'), db, '6379', 'denied'],
    ['a frontend of another namespace', pod('lab/role=frontend'), db, '6379', 'denied'],
    ['any pod of a namespace of the project', pod('shop/role=batch'), db, '6379', 'allowed'],
    ['an address of the block', outside('172.17.0.9'), db, '6379', 'allowed'],
    ['an address that the block excepts', outside('172.17.1.9'), db, '6379', 'denied'],
    ['an address outside the block', outside('172.18.0.9'), db, '6379', 'denied'],
    ['the database to an address of its block', db, outside('10.0.0.8'), '5978', 'allowed'],
    ['the database to it on another port', db, outside('10.0.0.8'), '443', 'denied'],
    ['the database to another address', db, outside('10.0.1.8'), '5978', 'denied'],
    [
      'two pods that it does not select',
      pod('default/role=frontend'),
      pod('default/role=admin'),
      '6379',
      'not-covered',
    ],
    ['a pod of another namespace that is called db', pod('shop/role=batch'), pod('shop/role=db'), '80', 'not-covered'],
  ])('%s: %s → %s', (_, from, to, port, expected) => {
    expect(verdict(yaml, from, to, port)).toBe(expected);
  });
});

describe('namespaces and pods in one item hold together, in two items either is enough', () => {
  const peers = (items: string) => `${head('api')}
spec:
  podSelector: { matchLabels: { app: api } }
  ingress:
    - from:
${items}
`;
  const both = peers(`        - namespaceSelector: { matchLabels: { stage: live } }
          podSelector: { matchLabels: { role: client } }`);
  const either = peers(`        - namespaceSelector: { matchLabels: { stage: live } }
        - podSelector: { matchLabels: { role: client } }`);
  const api = pod('default/app=api');
  it.each([
    ['a client of a live namespace', pod('shop/role=client'), 'allowed', 'allowed'],
    ['another pod of a live namespace', pod('shop/role=other'), 'denied', 'allowed'],
    ['a client of the own namespace', pod('default/role=client'), 'denied', 'allowed'],
    ['a client of a namespace that is not live', pod('lab/role=client'), 'denied', 'denied'],
  ])('%s', (_, from, together, alone) => {
    expect([verdict(both, from, api), verdict(either, from, api)]).toEqual([together, alone]);
  });
});

describe('the defaults of a namespace', () => {
  const a = pod('default/app=a');
  const b = pod('default/app=b');
  const elsewhere = pod('shop/app=c');
  it.each([
    ['nothing comes in', 'podSelector: {}\n  policyTypes: [Ingress]', a, b, 'denied'],
    [
      'nothing comes in, going out to others stays free',
      'podSelector: {}\n  policyTypes: [Ingress]',
      a,
      elsewhere,
      'not-covered',
    ],
    ['all comes in', 'podSelector: {}\n  ingress: [{}]\n  policyTypes: [Ingress]', elsewhere, b, 'allowed'],
    ['nothing goes out', 'podSelector: {}\n  policyTypes: [Egress]', a, elsewhere, 'denied'],
    [
      'nothing goes out, coming in from others stays free',
      'podSelector: {}\n  policyTypes: [Egress]',
      elsewhere,
      a,
      'not-covered',
    ],
    ['all goes out', 'podSelector: {}\n  egress: [{}]\n  policyTypes: [Egress]', a, elsewhere, 'allowed'],
    [
      'all goes out and nothing comes in: out',
      'podSelector: {}\n  egress: [{}]\n  policyTypes: [Egress, Ingress]',
      a,
      elsewhere,
      'allowed',
    ],
    [
      'all goes out and nothing comes in: in',
      'podSelector: {}\n  egress: [{}]\n  policyTypes: [Egress, Ingress]',
      elsewhere,
      a,
      'denied',
    ],
    ['nothing comes in or goes out: out', 'podSelector: {}\n  policyTypes: [Ingress, Egress]', a, elsewhere, 'denied'],
    ['nothing comes in or goes out: in', 'podSelector: {}\n  policyTypes: [Ingress, Egress]', elsewhere, a, 'denied'],
  ])('%s', (_, spec, from, to, expected) => {
    expect(verdict(`${head('defaults')}spec:\n  ${spec}\n`, from, to)).toBe(expected);
  });
});

describe('which directions a policy speaks of, where it does not say', () => {
  const a = pod('default/app=a');
  const b = pod('shop/app=b');
  it.each([
    ['ingress always, even without a rule', 'podSelector: {}', b, a, 'denied'],
    ['not egress, without a rule for it', 'podSelector: {}', a, b, 'not-covered'],
    ['egress too, with a rule for it', 'podSelector: {}\n  egress:\n    - to: [{ podSelector: {} }]', a, b, 'denied'],
    ['and then ingress as well', 'podSelector: {}\n  egress:\n    - to: [{ podSelector: {} }]', b, a, 'denied'],
    ['the same where the list is empty: in', 'podSelector: {}\n  policyTypes: []', b, a, 'denied'],
    ['the same where the list is empty: out', 'podSelector: {}\n  policyTypes: []\n  egress: [{}]', a, b, 'allowed'],
    [
      'only what it names, where it says',
      'podSelector: {}\n  policyTypes: [Egress]\n  egress: [{}]',
      b,
      a,
      'not-covered',
    ],
  ])('%s', (_, spec, from, to, expected) => {
    expect(verdict(`${head('silent')}spec:\n  ${spec}\n`, from, to)).toBe(expected);
  });
});

it.each([
  ['an operator that is none', 'podSelector: { matchExpressions: [{ key: a, operator: Near, values: [b] }] }'],
  ['In without values', 'podSelector: { matchExpressions: [{ key: a, operator: In }] }'],
  ['Exists with values', 'podSelector: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] }'],
  ['a block that is none', 'podSelector: {}\n  ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/99 } }] }]'],
  [
    'a peer that is a block and pods',
    'podSelector: {}\n  ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }]',
  ],
  ['a peer that is nobody', 'podSelector: {}\n  ingress: [{ from: [{}] }]'],
  ['a range that ends before it begins', 'podSelector: {}\n  ingress: [{ ports: [{ port: 90, endPort: 80 }] }]'],
  ['a word that is misspelt', 'podSelector: {}\n  ingres: [{}]'],
  [
    'an exception outside of its block',
    'podSelector: {}\n  ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/24] } }] }]',
  ],
  ['a protocol in small letters', 'podSelector: {}\n  ingress: [{ ports: [{ protocol: tcp, port: 80 }] }]'],
  ['a range from a name', 'podSelector: {}\n  ingress: [{ ports: [{ port: web, endPort: 80 }] }]'],
])('is no policy of Kubernetes: %s', (_, spec) => {
  const [document] = parseAllDocuments(`${head('odd')}spec:\n  ${spec}\n`);
  expect(networkPolicy.safeParse(document?.toJS()).success).toBe(false);
});

describe('ports', () => {
  const yaml = `${head('range')}
spec:
  podSelector: { matchLabels: { role: db } }
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]
      ports: [{ protocol: TCP, port: 32000, endPort: 32768 }]
`;
  it.each([
    ['31999', 'denied'],
    ['32000', 'allowed'],
    ['32400', 'allowed'],
    ['32768', 'allowed'],
    ['32769', 'denied'],
  ])('a range holds both of its ends: %s', (port, expected) => {
    expect(verdict(yaml, pod('default/role=db'), outside('10.0.0.8'), port)).toBe(expected);
  });

  const named = `${head('named')}\nspec:\n  podSelector: {}\n  ingress:\n    - ports: [{ port: web }, { protocol: UDP }]\n`;
  it.each([
    ['a name is the port that the pod gives it', '8080', 'allowed'],
    ['and no other', '80', 'denied'],
    ['nor the one that it gives that name for another protocol', '8443', 'denied'],
    ['a protocol alone is all its ports', '53/UDP', 'allowed'],
    ['a name is of TCP where it says no protocol', '8080/SCTP', 'denied'],
  ])('%s', (_, port, expected) => {
    expect(verdict(named, outside('192.0.2.1'), pod('default/app=a'), port)).toBe(expected);
  });

  it('that are not known leave undecided what a policy says of ports only', () => {
    const decision = decide(policiesOf(named), outside('192.0.2.1'), pod('default/app=a'), null);
    expect([decision.verdict, decision.open[0]]).toEqual([
      'undecided',
      'the port, of which NetworkPolicy default/named speaks',
    ]);
    expect(
      decide(
        policiesOf(`${head('all')}spec:\n  podSelector: {}\n  ingress: [{}]\n`),
        outside('192.0.2.1'),
        pod('default/'),
        null,
      ).verdict,
    ).toBe('allowed');
  });
});

describe('several namespaces', () => {
  const egressTo = (selector: string) => `${head('out')}
spec:
  podSelector: { matchLabels: { app: myapp } }
  policyTypes: [Egress]
  egress:
    - to: [{ namespaceSelector: ${selector} }]
`;
  const app = pod('default/app=myapp');
  it.each([
    [
      'by one label of several values',
      '{ matchExpressions: [{ key: stage, operator: In, values: [live, test] }] }',
      'lab/',
      'allowed',
    ],
    [
      'by a label that is none of some values',
      '{ matchExpressions: [{ key: stage, operator: NotIn, values: [test] }] }',
      'lab/',
      'denied',
    ],
    [
      'a label that is not there is none of them',
      '{ matchExpressions: [{ key: stage, operator: NotIn, values: [test] }] }',
      'default/',
      'allowed',
    ],
    ['by a label that is there', '{ matchExpressions: [{ key: project, operator: Exists }] }', 'shop/', 'allowed'],
    [
      'by a label that is not there',
      '{ matchExpressions: [{ key: project, operator: DoesNotExist }] }',
      'shop/',
      'denied',
    ],
    [
      'by two labels, which must both hold',
      '{ matchLabels: { stage: live }, matchExpressions: [{ key: project, operator: DoesNotExist }] }',
      'shop/',
      'denied',
    ],
    [
      'by name, which every namespace has as a label',
      '{ matchLabels: { kubernetes.io/metadata.name: lab } }',
      'lab/',
      'allowed',
    ],
    ['by name, and no other', '{ matchLabels: { kubernetes.io/metadata.name: lab } }', 'shop/', 'denied'],
    ['all of them, where nothing is asked', '{}', 'lab/', 'allowed'],
  ])('%s', (_, selector, to, expected) => {
    expect(verdict(egressTo(selector), app, pod(to))).toBe(expected);
  });

  it('all of them are not the world beyond the cluster', () => {
    expect(verdict(egressTo('{}'), app, outside('192.0.2.1'))).toBe('denied');
  });
});

describe('several policies', () => {
  const closed = `${head('closed')}spec:\n  podSelector: {}\n  policyTypes: [Ingress]\n`;
  const open = `${head('open')}
spec:
  podSelector: { matchLabels: { app: nginx } }
  ingress:
    - from: [{ podSelector: { matchLabels: { access: 'true' } } }]
`;
  const nginx = pod('default/app=nginx');
  it.each([
    ['the one that has access', pod('default/access=true'), nginx, 'allowed'],
    ['the one that has not', pod('default/access=false'), nginx, 'denied'],
    ['access is not to other pods', pod('default/access=true'), pod('default/app=other'), 'denied'],
  ])('add up, whatever their order: %s', (_, from, to, expected) => {
    expect(verdict(`${closed}---\n${open}`, from, to)).toBe(expected);
    expect(verdict(`${open}---\n${closed}`, from, to)).toBe(expected);
  });

  it('both the egress of the client and the ingress of the server must allow', () => {
    const out = `${head('out')}spec:\n  podSelector: { matchLabels: { access: 'true' } }\n  policyTypes: [Egress]\n`;
    expect(verdict(`${open}---\n${out}`, pod('default/access=true'), nginx)).toBe('denied');
    expect(verdict(`${out}  egress: [{}]\n---\n${open}`, pod('default/access=true'), nginx)).toBe('allowed');
  });
});

it('pods whose labels are not in evidence leave undecided what a policy says by labels', () => {
  const yaml = `${head('api')}spec:\n  podSelector: { matchLabels: { app: api } }\n`;
  const unlabelled = workloadOf('x', { namespace: ['default'] });
  const decision = decide(policiesOf(yaml), pod('default/'), unlabelled, null);
  expect([decision.verdict, decision.open]).toEqual(['undecided', ['whether NetworkPolicy default/api guards it']]);
  expect(decide(policiesOf(yaml), pod('default/'), workloadOf('x', { namespace: ['shop'] }), null).verdict).toBe(
    'not-covered',
  );
});

it('a policy of a cluster is for its pods alone, with the labels of its namespaces; where clusters are not known, for all', () => {
  const policyOf = (cluster: string, stage: string) =>
    networkPolicies(
      networkPolicy.parse({
        kind: 'NetworkPolicy',
        metadata: { name: 'p', namespace: 'shop' },
        spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { stage } } }] }] },
      }),
      { citation: null, from: null, to: null, cluster },
    );
  const [ofEast, ofWest] = [policyOf('east', 'live'), policyOf('west', 'test')];
  const subjects = {
    workloads: new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, [{ labels: {} }]])),
    namespaces: [
      { name: 'shop', cluster: 'east', labels: { stage: 'live' } },
      { name: 'shop', cluster: 'west', labels: { stage: 'test' } },
    ],
  };
  const claims = 'a cluster east; b cluster east; c cluster west; d cluster west';
  const spaces = ['a', 'b', 'c', 'd', 'e'].map((id) => `${id} namespace shop`).join(';');
  const services = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id, regions: [] }));
  const fleet = fleetOf(services, claimsOf(`${claims};${spaces}`), WINDOW, subjects);
  const say = (from: string, to: string) =>
    [fleet.get(from), fleet.get(to)].map((some) => some?.[0] ?? workloadOf(from)) as [Workload, Workload];
  expect(decide(ofEast, ...say('a', 'b'), null).verdict).toBe('allowed');
  expect(decide(ofEast, ...say('c', 'd'), null).verdict).toBe('not-covered');
  expect(decide(ofEast, ...say('c', 'b'), null).verdict).toBe('denied');
  expect(decide(ofEast, ...say('a', 'e'), null).verdict).toBe('allowed');
  expect(decide(ofWest, ...say('c', 'd'), null).verdict).toBe('allowed');
  expect(decide(ofWest, ...say('a', 'd'), null).verdict).toBe('denied');
});
