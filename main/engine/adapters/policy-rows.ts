import type * as z from 'zod';
import type { Dialect } from '../../../shared/model/policy.ts';
import type { PolicyTraits } from '../../../shared/policy/traits.ts';
import type { Mapped, RawRow } from './adapter.ts';

/** A policy as it was written, of which only what has a meaning is kept; rejected where it is not of its own form. */
export function policyRows<T>(
  dialect: Dialect,
  written: unknown,
  form: z.ZodType<T>,
  nameOf: (policy: T) => string,
  { created, cluster }: { readonly created: string | null; readonly cluster: string | null },
): Mapped {
  const { success, data, error } = form.safeParse(written);
  if (!success) {
    const [issue] = error.issues;
    return { reject: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not of the form of such a policy'}` };
  }
  const values = { dialect, name: nameOf(data), body: JSON.stringify(data), cluster, valid_from: created };
  return { rows: [{ table: 'policy_document', values }] };
}

/** Whether Kubernetes objects are all of one kind of policy, in a list or not. */
export function areAllOf(policy: string, kinds: readonly string[]): boolean {
  return (
    kinds.some((kind) => kind !== 'List') && kinds.every((kind) => ['List', policy, `${policy}List`].includes(kind))
  );
}

/** What policies select a source (container or VM id), an address or a Kubernetes namespace by; or to which ports of pods a service address leads. */
export function subjectRow(
  kind: 'source' | 'address' | 'namespace' | 'service',
  subject: string,
  traits: PolicyTraits,
  validity: { readonly valid_from?: string | null; readonly valid_to?: string | null } = {},
): RawRow {
  const values = { subject_kind: kind, subject, traits: JSON.stringify(traits), ...validity };
  return { table: 'policy_subject', values };
}
