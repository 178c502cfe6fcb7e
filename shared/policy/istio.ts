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
const operation = z
  .record(z.string(), texts)
  .refine(
    ({ ports, notPorts }) => [...(ports ?? []), ...(notPorts ?? [])].every((port) => /^\d{1,5}$/.test(port)),
    'ports are numbers',
  );
const condition = z.object({ key: z.string(), values: texts, notValues: texts });
const target = z.looseObject({ kind: z.string() });
const rule = z.strictObject({
  from: z.array(z.strictObject({ source })).nullish(),
  to: z.array(z.strictObject({ operation })).nullish(),
  when: z.array(condition).nullish(),
});

/** An AuthorizationPolicy (security.istio.io) as far as its meaning goes. */
export const authorizationPolicy = z.object({
  kind: z.literal('AuthorizationPolicy'),
  metadata: z.object({ name: z.string(), namespace: z.string().nullish() }),
  spec: z
    .object({
      selector: z.object({ matchLabels: z.record(z.string(), z.string()).nullish() }).nullish(),
      targetRef: target.nullish(),
      targetRefs: z.array(target).nullish(),
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
 * One that is attached to a gateway or a service guards what is behind it; see `attachedTo`.
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
        rulesOf(one ?? {}, `${id}:${at + 1}`, `${name}, rule ${at + 1}`, origin.citation, { namespace, within }),
      ),
    },
  ];
}

function guardsOf(spec: AuthorizationPolicy['spec'], namespace: string, root: string): Selector {
  const targets = [...(spec?.targetRef ? [spec.targetRef] : []), ...(spec?.targetRefs ?? [])];
  if (targets.length > 0) return { kind: 'one', of: targets.map(({ kind }) => attachedTo(kind, namespace, root)) };
  const terms = Object.entries(spec?.selector?.matchLabels ?? {}).map(([key, value]) => {
    return { key, operator: 'In' as const, values: [value] };
  });
  const place: Selector = namespace === root ? { kind: 'pod' } : { kind: 'namespace', value: namespace };
  return { kind: 'all', of: [place, { kind: 'labels', of: 'workload', terms }] };
}

/**
 * Who may be behind what a policy is attached to: a Gateway, a Service or a ServiceEntry is one of the policy's own namespace, where the root
 * namespace is no other; a GatewayClass counts in the root namespace alone, and is of the whole mesh. Which servers are behind it is not in evidence;
 * from other namespaces those that say so by the label that borrows its waypoint.
 */
function attachedTo(kind: string, namespace: string, root: string): Selector {
  const behind: Selector = { kind: 'unknown', what: 'the gateway or service that it is attached to' };
  if (kind === 'GatewayClass') return { kind: 'all', of: namespace === root ? [{ kind: 'pod' }, behind] : [NOBODY] };
  const terms = [{ key: 'istio.io/use-waypoint-namespace', operator: 'In' as const, values: [namespace] }];
  const borrowers = (['workload', 'namespace'] as const).map((of): Selector => {
    return { kind: 'labels', of, terms, presumed: true };
  });
  const own: Selector = { kind: 'namespace', value: namespace };
  return { kind: 'all', of: [{ kind: 'one', of: kind === 'Gateway' ? [own, ...borrowers] : [own] }, behind] };
}

const NOBODY: Selector = { kind: 'one', of: [] };

/** In which namespace a policy stands, and which cluster it is of. */
interface Place {
  readonly namespace: string;
  readonly within: readonly Selector[];
}

/** One rule for each operation that it names, for one of them is enough; its conditions hold together with each. */
function rulesOf(
  { from, to, when }: z.infer<typeof rule>,
  id: string,
  text: string,
  citation: Origin['citation'],
  place: Place,
): Rule[] {
  const sources: Selector = from?.length
    ? { kind: 'one', of: from.map((one) => sourceSelector(one.source, place)) }
    : ANY;
  const conditions = (when ?? []).map((one) => conditionOf(one, place));
  const all = (of: readonly Selector[]): Selector => (of.length > 0 ? { kind: 'all', of } : ANY);
  const operations = to?.length ? to.map((one) => one.operation) : [{}];
  return operations.map((one, at) => {
    const { ports, notPorts, ...rest } = one;
    const asked = Object.entries(rest).flatMap(([what, values]) => (values?.length ? [what] : []));
    return {
      id: operations.length > 1 ? `${id}.${at + 1}` : id,
      text,
      peers: all([sources, ...conditions.flatMap(({ peers }) => peers)]),
      own: all(conditions.flatMap(({ own }) => own)),
      ports: portRanges([{ ports, notPorts }, ...conditions]),
      conditions: [...asked, ...conditions.flatMap(({ beyond }) => beyond)],
      ends: null,
      citation,
    };
  });
}

/** What a source names holds together; of each list one is enough. */
function sourceSelector(asked: z.infer<typeof source>, place: Place): Selector {
  const { inNamespace, principal, account } = sourcesOf(place);
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
      ...list(asked.serviceAccounts, account),
      ...none(asked.notServiceAccounts, account),
      ...list(asked.requestPrincipals, beyond('request principals')),
      ...none(asked.notRequestPrincipals, beyond('request principals')),
      ...list(asked.remoteIpBlocks, beyond('the address behind a proxy')),
      ...none(asked.notRemoteIpBlocks, beyond('the address behind a proxy')),
    ],
  };
}

type Values = readonly string[] | null | undefined;

/** One of the values fits; nothing is asked where there is none. */
function list(values: Values, of: (value: string) => Selector): Selector[] {
  return values?.length ? [{ kind: 'one', of: values.map(of) }] : [];
}

/** None of the values fits. */
function none(values: Values, of: (value: string) => Selector): Selector[] {
  return list(values, of).map((selector) => ({ kind: 'not', of: selector }));
}

/** What rules of a policy name clients by. An account without a namespace is of the policy's own. */
function sourcesOf({ namespace, within }: Place) {
  const inNamespace = (pattern: string): Selector => ({
    kind: 'all',
    of: [{ kind: 'namespace-pattern', pattern }, ...sameMesh(within)],
  });
  const account = (name: string): Selector => ({
    kind: 'all',
    of: [
      inNamespace(name.includes('/') ? name.replace(/\/.*/, '') : namespace),
      { kind: 'unknown', what: `the service account ${name}` },
    ],
  });
  return { inNamespace, account, principal: (pattern: string) => principalSelector(pattern, inNamespace) };
}

interface PortsAsked {
  readonly ports?: Values;
  readonly notPorts?: Values;
}

/** What a condition asks of the client, of the server, of its port, and beyond the evidence of a case. */
interface Conditions extends PortsAsked {
  readonly peers: readonly Selector[];
  readonly own: readonly Selector[];
  readonly beyond: readonly string[];
}

function conditionOf({ key, values, notValues }: z.infer<typeof condition>, place: Place): Conditions {
  const nothing: Conditions = { peers: [], own: [], beyond: [] };
  const { inNamespace, principal } = sourcesOf(place);
  const asks = (of: (value: string) => Selector) => [...list(values, of), ...none(notValues, of)];
  if (!values?.length && !notValues?.length) return { ...nothing, beyond: [key] };
  switch (key) {
    case 'source.namespace':
      return { ...nothing, peers: asks(inNamespace) };
    case 'source.principal':
      return { ...nothing, peers: asks(principal) };
    case 'source.ip':
      return { ...nothing, peers: asks(block) };
    case 'destination.ip':
      return { ...nothing, own: asks(block) };
    case 'destination.port':
      return { ...nothing, ports: values, notPorts: notValues };
    default:
      return { ...nothing, beyond: [key] };
  }
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

/** Ports that all of them name, or all, without those that one rules out; null: all. */
function portRanges(asked: readonly PortsAsked[]): readonly PortRange[] | null {
  if (asked.every(({ ports, notPorts }) => !ports?.length && !notPorts?.length)) return null;
  const allowed = asked.flatMap(({ ports }) => (ports?.length ? [new Set(ports.map(Number))] : []));
  const [first, ...others] = allowed;
  const named = first && [...first].filter((port) => others.every((one) => one.has(port)));
  return asked
    .flatMap(({ notPorts }) => (notPorts ?? []).map(Number))
    .reduce(
      (ranges, port) => ranges.flatMap((range) => without(range, port)),
      named?.map((port) => ({ from: port, to: port })) ?? [EVERY_PORT],
    )
    .map((range) => ({ protocol: null, ...range, name: null }));
}

function without({ from, to }: typeof EVERY_PORT, port: number): (typeof EVERY_PORT)[] {
  if (port < from || port > to) return [{ from, to }];
  return [
    { from, to: port - 1 },
    { from: port + 1, to },
  ].filter((range) => range.from <= range.to);
}
