import * as z from 'zod';
import { placeOf, type Origin } from './origin.ts';
import type { Policy, PortRange, Rule } from './rule.ts';
import { ANY, type Selector } from './selector.ts';

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
  origin: Origin,
  rootNamespace = 'istio-system',
): Policy[] {
  const action = spec?.action ?? 'ALLOW';
  if (action === 'AUDIT') return [];
  const namespace = metadata.namespace ?? 'default';
  const name = `AuthorizationPolicy ${namespace}/${metadata.name}`;
  const id = `istio:${placeOf(origin)}:${namespace}/${metadata.name}`;
  return [
    {
      ...origin,
      id,
      name,
      dialect: 'istio',
      direction: 'ingress',
      guards: guardsOf(spec, namespace, rootNamespace),
      action: ACTIONS[action],
      isolates: action === 'ALLOW',
      rules: (spec?.rules ?? []).flatMap((one, at) =>
        rulesOf(one ?? {}, `${id}:${at + 1}`, `${name}, rule ${at + 1}`, origin.citation),
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
): Rule[] {
  const peers: Selector = from?.length ? { kind: 'one', of: from.map((one) => sourceSelector(one.source)) } : ANY;
  const asked = (when ?? []).map(({ key }) => key);
  const operations = to?.length ? to.map((one) => one.operation) : [{}];
  return operations.map((one, at) => {
    const { ports, ...rest } = one;
    const conditions = Object.entries(rest).flatMap(([what, values]) => (values?.length ? [what] : []));
    return {
      id: operations.length > 1 ? `${id}.${at + 1}` : id,
      text,
      peers,
      ports: ports?.length ? ports.map(portRange) : null,
      conditions: [...conditions, ...asked],
      ends: null,
      citation,
    };
  });
}

/** What a source names holds together; of each list one is enough. */
function sourceSelector(asked: z.infer<typeof source>): Selector {
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

const inNamespace = (pattern: string): Selector => ({ kind: 'namespace-pattern', pattern });
const block = (cidr: string): Selector => ({ kind: 'addresses', cidr });

/** `trust-domain/ns/NAMESPACE/sa/ACCOUNT`: the evidence knows the namespace, and no accounts. */
function principal(pattern: string): Selector {
  const account: Selector = { kind: 'unknown', what: `the principal ${pattern}` };
  const namespace = /\/ns\/([^/*]+)\//.exec(pattern)?.[1];
  if (namespace === undefined) return account;
  const place = inNamespace(namespace);
  return pattern.endsWith(`/ns/${namespace}/*`) || pattern.endsWith('/sa/*')
    ? place
    : { kind: 'all', of: [place, account] };
}

function portRange(text: string): PortRange {
  const port = Number(text);
  return { protocol: null, from: port, to: port, name: null };
}
