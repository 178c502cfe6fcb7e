import * as z from 'zod';
import { cidr, liesWithin } from './cidr.ts';
import { placeOf, type Origin } from './origin.ts';
import type { Policy, PortRange, Rule } from './rule.ts';
import { ANY, withinCluster, type LabelTerm, type Selector } from './selector.ts';

const labelSelector = z.strictObject({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z
    .array(
      z
        .object({
          key: z.string(),
          operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
          values: z.array(z.string()).nullish(),
        })
        .refine(
          ({ operator, values }) => operator.endsWith('In') === (values?.length ?? 0) > 0,
          'In and NotIn need values, Exists and DoesNotExist take none',
        ),
    )
    .nullish(),
});
const ipBlock = z
  .strictObject({ cidr, except: z.array(cidr).nullish() })
  .refine(
    ({ cidr: whole, except }) => (except ?? []).every((part) => liesWithin(part, whole)),
    'except is no part of the cidr',
  );
const peer = z
  .strictObject({
    podSelector: labelSelector.nullish(),
    namespaceSelector: labelSelector.nullish(),
    ipBlock: ipBlock.nullish(),
  })
  .refine(
    ({ podSelector, namespaceSelector, ipBlock }) => Boolean(ipBlock) !== Boolean(podSelector ?? namespaceSelector),
    'a peer is either an ipBlock, or pods and namespaces',
  );
const portNumber = z.number().int().min(1).max(65535);
const port = z
  .strictObject({
    protocol: z.enum(['TCP', 'UDP', 'SCTP']).nullish(),
    port: z.union([portNumber, z.string()]).nullish(),
    endPort: portNumber.nullish(),
  })
  .refine(
    ({ port: first, endPort }) =>
      endPort === undefined || endPort === null || (typeof first === 'number' && endPort >= first),
    'endPort needs a port that is a number and no larger',
  );
const ports = z.array(port).nullish();
const peers = z.array(peer).nullish();

/** A NetworkPolicy (networking.k8s.io/v1) as an API server writes it, as far as its meaning goes. */
export const networkPolicy = z.object({
  kind: z.literal('NetworkPolicy'),
  metadata: z.object({ name: z.string(), namespace: z.string().nullish() }),
  spec: z.strictObject({
    podSelector: labelSelector.nullish(),
    policyTypes: z.array(z.enum(['Ingress', 'Egress'])).nullish(),
    ingress: z.array(z.strictObject({ from: peers, ports }).nullable()).nullish(),
    egress: z.array(z.strictObject({ to: peers, ports }).nullable()).nullish(),
  }),
});
export type NetworkPolicy = z.infer<typeof networkPolicy>;

/**
 * A NetworkPolicy as policies, one for each direction that it speaks of. A pod that it selects may do in that direction only what a policy
 * allows; policies add up. Without policyTypes, or with an empty list of them, it speaks of ingress, and of egress if it has egress rules. (Kubernetes, “Network Policies”.)
 */
export function networkPolicies({ metadata, spec }: NetworkPolicy, { cluster, ...origin }: Origin): Policy[] {
  const namespace = metadata.namespace ?? 'default';
  const name = `NetworkPolicy ${namespace}/${metadata.name}${cluster ? ` of ${cluster}` : ''}`;
  const within = withinCluster(cluster);
  const byRules = ['Ingress' as const, ...(spec.egress?.length ? ['Egress' as const] : [])];
  const types = spec.policyTypes?.length ? spec.policyTypes : byRules;
  return [...new Set(types)].map((type) => {
    const direction = type === 'Ingress' ? 'ingress' : 'egress';
    const id = `kubernetes:${placeOf(origin)}:${namespace}/${metadata.name}:${direction}`;
    const written =
      type === 'Ingress'
        ? (spec.ingress ?? []).map((rule) => ({ peers: rule?.from, ports: rule?.ports }))
        : (spec.egress ?? []).map((rule) => ({ peers: rule?.to, ports: rule?.ports }));
    return {
      ...origin,
      id,
      name,
      dialect: 'kubernetes',
      direction,
      guards: {
        kind: 'all',
        of: [...within, { kind: 'namespace', value: namespace }, labelsSelector('workload', spec.podSelector)],
      },
      action: 'allow',
      isolates: true,
      rules: written.map((rule, at): Rule => ({
        id: `${id}:${at + 1}`,
        text: `${name}, ${direction} rule ${at + 1}`,
        peers: rule.peers?.length
          ? { kind: 'one', of: rule.peers.map((one) => peerSelector(one, namespace, within)) }
          : ANY,
        ports: rule.ports?.length ? rule.ports.map(portRange) : null,
        own: ANY,
        conditions: [],
        ends: null,
        citation: origin.citation,
      })),
    };
  });
}

/** The selectors of one peer hold together: a pod selector alone is of the policy's own namespace, and pods are of its own cluster. */
function peerSelector(
  { podSelector, namespaceSelector, ipBlock }: z.infer<typeof peer>,
  own: string,
  within: readonly Selector[],
): Selector {
  if (ipBlock) {
    const block = (cidr: string): Selector => ({ kind: 'addresses', cidr });
    const except = (ipBlock.except ?? []).map((cidr): Selector => ({ kind: 'not', of: block(cidr) }));
    return { kind: 'all', of: [block(ipBlock.cidr), ...except] };
  }
  const place: Selector = namespaceSelector
    ? labelsSelector('namespace', namespaceSelector)
    : { kind: 'namespace', value: own };
  return { kind: 'all', of: [...within, { kind: 'pod' }, place, labelsSelector('workload', podSelector)] };
}

function labelsSelector(
  of: 'workload' | 'namespace',
  selector: z.infer<typeof labelSelector> | null | undefined,
): Selector {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]): LabelTerm => ({
    key,
    operator: 'In',
    values: [value],
  }));
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values }): LabelTerm => ({
    key,
    operator,
    values: values ?? [],
  }));
  return { kind: 'labels', of, terms: [...equal, ...expressions] };
}

/** A port without a protocol is of TCP; a protocol without a port is all its ports. */
function portRange({ protocol, port: said, endPort }: z.infer<typeof port>): PortRange {
  const base = { protocol: protocol ?? 'TCP', from: null, to: null, name: null };
  if (said === null || said === undefined) return base;
  if (typeof said === 'string') return { ...base, name: said };
  return { ...base, from: said, to: endPort ?? said };
}
