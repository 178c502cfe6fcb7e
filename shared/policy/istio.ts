import * as z from 'zod';
import { placeOf, type Origin } from './origin.ts';
import type { Policy, PortRange, Rule } from './rule.ts';
import { ANY, withinCluster, type Selector } from './selector.ts';

const texts = z.array(z.string()).nullish();
const source = z.strictObject({
  principals: texts,
  notPrincipals: texts,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
  serviceAccounts: texts,
  notServiceAccounts: texts,
});
const operation = z.record(z.string(), texts);
const rule = z.strictObject({
  from: z.array(z.strictObject({ source })).nullish(),
  to: z.array(z.strictObject({ operation })).nullish(),
  when: z.array(z.object({ key: z.string() })).nullish(),
});

/** An AuthorizationPolicy (security.istio.io) as far as its meaning goes. */
export const authorizationPolicy = z.object({
  kind: z.literal('AuthorizationPolicy'),
  metadata: z.object({ name: z.string(), namespace: z.string().nullish() }),
  spec: z
    .object({
      selector: z.object({ matchLabels: z.record(z.string(), z.string()).nullish() }).nullish(),
      targetRef: z.unknown().optional(),
      targetRefs: z.unknown().optional(),
      action: z.enum(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']).nullish(),
      rules: z.array(rule.nullable()).nullish(),
    })
    .nullish(),
});
export type AuthorizationPolicy = z.infer<typeof authorizationPolicy>;

const ACTIONS = { ALLOW: 'allow', DENY: 'deny', CUSTOM: 'external' } as const;

/**
 * An AuthorizationPolicy as a policy of the servers that it selects: all of its namespace where it has no selector, all of the mesh where it stands
 * in the root namespace. Once a policy that allows selects a server, only what such a policy allows may pass; a policy that denies goes first.
 * What its rules ask of requests (methods, paths, tokens) cannot be judged from the evidence of a case. AUDIT decides nothing: none.
 */
export function authorizationPolicies(
  { metadata, spec }: AuthorizationPolicy,
  { cluster, ...origin }: Origin,
  rootNamespace = 'istio-system',
): Policy[] {
  const action = spec?.action ?? 'ALLOW';
  if (action === 'AUDIT') return [];
  const namespace = metadata.namespace ?? 'default';
  const name = `AuthorizationPolicy ${namespace}/${metadata.name}${cluster ? ` of ${cluster}` : ''}`;
  const within = withinCluster(cluster);
  const id = `istio:${placeOf(origin)}:${namespace}/${metadata.name}`;
  return [
    {
      ...origin,
      id,
      name,
      dialect: 'istio',
      direction: 'ingress',
      guards: { kind: 'all', of: [...within, guardsOf(spec, namespace, rootNamespace)] },
      action: ACTIONS[action],
      isolates: action === 'ALLOW',
      rules: (spec?.rules ?? []).flatMap((one, at) =>
        rulesOf(one ?? {}, `${id}:${at + 1}`, `${name}, rule ${at + 1}`, origin.citation, within),
      ),
    },
  ];
}

function guardsOf(spec: AuthorizationPolicy['spec'], namespace: string, root: string): Selector {
  if (spec?.targetRef !== undefined || spec?.targetRefs !== undefined)
    return { kind: 'unknown', what: 'the gateway or service that it is attached to' };
  const terms = Object.entries(spec?.selector?.matchLabels ?? {}).map(([key, value]) => {
    return { key, operator: 'In' as const, values: [value] };
  });
  const place: Selector = namespace === root ? { kind: 'pod' } : { kind: 'namespace', value: namespace };
  return { kind: 'all', of: [place, { kind: 'labels', of: 'workload', terms }] };
}

/** One rule for each operation that it names, for one of them is enough. */
function rulesOf(
  { from, to, when }: z.infer<typeof rule>,
  id: string,
  text: string,
  citation: Origin['citation'],
  within: readonly Selector[],
): Rule[] {
  const peers: Selector = from?.length
    ? { kind: 'one', of: from.map((one) => sourceSelector(one.source, within)) }
    : ANY;
  const asked = (when ?? []).map(({ key }) => key);
  const operations = to?.length ? to.map((one) => one.operation) : [{}];
  return operations.map((one, at) => {
    const { ports, notPorts, ...rest } = one;
    const conditions = Object.entries(rest).flatMap(([what, values]) => (values?.length ? [what] : []));
    return {
      id: operations.length > 1 ? `${id}.${at + 1}` : id,
      text,
      peers,
      ports: portRanges(ports ?? [], notPorts ?? []),
      conditions: [...conditions, ...asked],
      ends: null,
      citation,
    };
  });
}

/** What a source names holds together; of each list one is enough. */
function sourceSelector(asked: z.infer<typeof source>, within: readonly Selector[]): Selector {
  const inNamespace = (pattern: string): Selector => ({
    kind: 'all',
    of: [{ kind: 'namespace-pattern', pattern }, ...sameMesh(within)],
  });
  const principal = (pattern: string) => principalSelector(pattern, inNamespace);
  const list = (values: readonly string[] | null | undefined, of: (value: string) => Selector): Selector[] =>
    values?.length ? [{ kind: 'one', of: values.map(of) }] : [];
  const none = (values: readonly string[] | null | undefined, of: (value: string) => Selector): Selector[] =>
    list(values, of).map((selector) => ({ kind: 'not', of: selector }));
  const beyond = (what: string) => (): Selector => ({ kind: 'unknown', what });
  return {
    kind: 'all',
    of: [
      ...list(asked.principals, principal),
      ...none(asked.notPrincipals, principal),
      ...list(asked.namespaces, inNamespace),
      ...none(asked.notNamespaces, inNamespace),
      ...list(asked.ipBlocks, block),
      ...none(asked.notIpBlocks, block),
      ...list(asked.serviceAccounts, beyond('service accounts')),
      ...none(asked.notServiceAccounts, beyond('service accounts')),
      ...list(asked.requestPrincipals, beyond('request principals')),
      ...none(asked.notRequestPrincipals, beyond('request principals')),
      ...list(asked.remoteIpBlocks, beyond('the address behind a proxy')),
      ...none(asked.notRemoteIpBlocks, beyond('the address behind a proxy')),
    ],
  };
}

/** Namespaces and principals are those of a mesh, which may span several clusters: how far it reaches is not in evidence. */
function sameMesh(within: readonly Selector[]): readonly Selector[] {
  if (within.length === 0) return [];
  return [{ kind: 'one', of: [...within, { kind: 'unknown', what: 'whether the mesh spans several clusters' }] }];
}

const block = (cidr: string): Selector => ({ kind: 'addresses', cidr });

/** `trust-domain/ns/NAMESPACE/sa/ACCOUNT`: the evidence knows the namespace, and no accounts. */
function principalSelector(pattern: string, inNamespace: (name: string) => Selector): Selector {
  const account: Selector = { kind: 'unknown', what: `the principal ${pattern}` };
  const namespace = /\/ns\/([^/*]+)\//.exec(pattern)?.[1];
  if (namespace === undefined) return account;
  const place = inNamespace(namespace);
  return pattern.endsWith(`/ns/${namespace}/*`) || pattern.endsWith('/sa/*')
    ? place
    : { kind: 'all', of: [place, account] };
}

const EVERY_PORT = { from: 0, to: 65_535 };

/** Ports that are named, or all, without those that are ruled out; null: all. */
function portRanges(ports: readonly string[], notPorts: readonly string[]): readonly PortRange[] | null {
  if (ports.length === 0 && notPorts.length === 0) return null;
  const named = ports.map(Number).map((port) => ({ from: port, to: port }));
  return notPorts
    .map(Number)
    .reduce((ranges, port) => ranges.flatMap((range) => without(range, port)), named.length > 0 ? named : [EVERY_PORT])
    .map((range) => ({ protocol: null, ...range, name: null }));
}

function without({ from, to }: typeof EVERY_PORT, port: number): (typeof EVERY_PORT)[] {
  if (port < from || port > to) return [{ from, to }];
  return [
    { from, to: port - 1 },
    { from: port + 1, to },
  ].filter((range) => range.from <= range.to);
}
