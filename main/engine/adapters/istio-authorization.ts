import { authorizationPolicy } from '../../../shared/policy/istio.ts';
import type { RecordAdapter } from './adapter.ts';
import { at, text } from './fields.ts';
import { policyRows } from './policy-rows.ts';

/**
 * Istio AuthorizationPolicies, as YAML documents or as `kubectl get authorizationpolicies -o json` (or yaml); valid from their creation where they
 * say when. Fields: Istio reference, security.istio.io, “Authorization Policy”.
 */
export const istioAuthorization: RecordAdapter = {
  reads: 'objects',
  format: 'istio-authorization',
  kind: 'policy_rule',
  lists: ['items[]'],
  fits: ({ outline }) => {
    const kinds = [...(outline.get('kind') ?? []), ...(outline.get('items[].kind') ?? [])];
    return kinds.some((kind) => kind === 'AuthorizationPolicy' || kind === 'AuthorizationPolicyList');
  },
  open:
    () =>
    ({ fields }) => {
      const kind = text(fields.kind) ?? 'AuthorizationPolicy';
      if (kind !== 'AuthorizationPolicy') return { skip: 'objects that are no policies' };
      return policyRows(
        'istio',
        { ...fields, kind },
        authorizationPolicy,
        ({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name}`,
        text(at(fields, 'metadata.creationTimestamp')),
      );
    },
};
