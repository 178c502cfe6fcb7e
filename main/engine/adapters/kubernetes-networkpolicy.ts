import { networkPolicy } from '../../../shared/policy/kubernetes.ts';
import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RecordAdapter } from './adapter.ts';
import { at, text } from './fields.ts';
import { clusterOf } from './parts/cluster.ts';
import { areAllOf, policyRows } from './policy-rows.ts';

/**
 * NetworkPolicies alone, as YAML documents or as `kubectl get networkpolicies -o json` (or yaml); valid from their creation where they say when,
 * of the cluster that the path says (`cluster=NAME`). Beside other objects they come with the format `kubernetes`. Fields: Kubernetes API reference, networking.k8s.io/v1.
 */
export const kubernetesNetworkPolicy: RecordAdapter = {
  reads: 'objects',
  format: 'kubernetes-networkpolicy',
  kind: 'policy_rule',
  lists: ['items[]'],
  snapshot: true,
  fits: ({ outline }) => {
    const kinds = [...(outline.get('kind') ?? []), ...(outline.get('items[].kind') ?? [])];
    return areAllOf('NetworkPolicy', kinds);
  },
  open: (file) => (record) => networkPolicyRows(record.fields, clusterOf(file)),
};

/** A NetworkPolicy as a row; items of a list may leave out their kind. */
export function networkPolicyRows(fields: Fields, cluster: string | null): Mapped {
  const kind = text(fields.kind) ?? 'NetworkPolicy';
  if (kind !== 'NetworkPolicy') return { skip: `objects of kind ${kind}` };
  const nameOf = ({ metadata }: { metadata: { name: string; namespace?: string | null | undefined } }) =>
    `${metadata.namespace ?? 'default'}/${metadata.name}`;
  return policyRows('kubernetes', { ...fields, kind }, networkPolicy, nameOf, { created: createdAt(fields), cluster });
}

function createdAt(fields: Fields): string | null {
  return text(at(fields, 'metadata.creationTimestamp'));
}
