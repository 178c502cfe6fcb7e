import { authorizationPolicy } from '../../../shared/policy/istio.ts';
import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RecordAdapter } from './adapter.ts';
import { at, text } from './fields.ts';
import { clusterOf } from './parts/cluster.ts';
import { areAllOf, policyRows } from './policy-rows.ts';

/**
 * Istio AuthorizationPolicies alone, as YAML documents or as `kubectl get authorizationpolicies -o json` (or yaml); valid from their creation where
 * they say when, of the cluster that the path says (`cluster=NAME`). Beside other objects they come with the format `kubernetes`. Fields: Istio reference, security.istio.io, “Authorization Policy”.
 */
export const istioAuthorization: RecordAdapter = {
  reads: 'objects',
  format: 'istio-authorization',
  kind: 'policy_rule',
  lists: ['items[]'],
  snapshot: true,
  fits: ({ outline }) => {
    const kinds = [...(outline.get('kind') ?? []), ...(outline.get('items[].kind') ?? [])];
    return areAllOf('AuthorizationPolicy', kinds);
  },
  open: (file) => (record) => authorizationPolicyRows(record.fields, clusterOf(file)),
};

/** An AuthorizationPolicy as a row; items of a list may leave out their kind. */
export function authorizationPolicyRows(fields: Fields, cluster: string | null): Mapped {
  const kind = text(fields.kind) ?? 'AuthorizationPolicy';
  if (kind !== 'AuthorizationPolicy') return { skip: `objects of kind ${kind}` };
  return policyRows(
    'istio',
    { ...fields, kind },
    authorizationPolicy,
    ({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name}`,
    { created: text(at(fields, 'metadata.creationTimestamp')), cluster },
  );
}
