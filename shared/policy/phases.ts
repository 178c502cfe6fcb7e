import type { AttributeClaim } from '../model/policy.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { groupBy } from '../graph/group.ts';
import { holdsIn } from './attributes.ts';
import type { Policy } from './rule.ts';

/** What holds of a subject for a time; open ends are null. */
export interface Held {
  readonly subject: string;
  readonly value: string;
  readonly from: Micros | null;
  readonly to: Micros | null;
}

/**
 * The window cut wherever a policy begins or ends to be valid, and wherever the tenant or the namespace of a service, or what policies select an
 * instance, a namespace or the instances of a service by, changes: in each part, each pair of services stands under the same rules from its beginning to its end.
 */
export function policyPhases(
  window: TimeWindow,
  policies: readonly Pick<Policy, 'from' | 'to'>[],
  claims: readonly AttributeClaim[],
  traits: readonly Held[] = [],
): TimeWindow[] {
  const valid = policies.flatMap(({ from, to }) => [from, to]);
  const held = [...claimsBySubject(claims).values(), ...groupBy(traits, ({ subject }) => subject).values()];
  const changes = held.flatMap(changesOf);
  const inside = [...valid, ...changes].filter((at): at is Micros => at !== null && at > window.from && at < window.to);
  const edges = [window.from, ...new Set(inside.sort((a, b) => a - b)), window.to];
  return edges.slice(1).map((to, at) => ({ from: edges[at] ?? window.from, to }));
}

/** The claims, those of a service that all say one value held to be true all the time: a gap between two records is no change of tenant. */
export function steadyClaims(claims: readonly AttributeClaim[]): AttributeClaim[] {
  return [...claimsBySubject(claims).values()].flatMap((own) => {
    const [first] = own;
    const isSteady = own.every(({ value }) => value === first?.value);
    return first && isSteady ? [{ ...first, from: null, to: null }] : own;
  });
}

/** What held of a subject, going on until something else holds of it: a time without any is no change. */
export function withoutGaps(own: readonly Held[]): Held[] {
  const starts = own.flatMap(({ from }) => from ?? []).sort((a, b) => a - b);
  return own.map((held) => {
    const { to } = held;
    if (to === null || own.some((other) => holdsIn(other, { from: to, to: to + 1 }))) return held;
    return { ...held, to: starts.find((start) => start > to) ?? null };
  });
}

/** The policies that are valid in a part of the window. */
export function validIn<T extends Pick<Policy, 'from' | 'to'>>(policies: readonly T[], part: TimeWindow): T[] {
  return policies.filter((policy) => holdsIn(policy, part));
}

function claimsBySubject(claims: readonly AttributeClaim[]): Map<string, AttributeClaim[]> {
  const ofPolicy = claims.filter(({ kind }) => kind === 'tenant' || kind === 'namespace');
  return groupBy(ofPolicy, ({ service, kind }) => `${kind}\n${service}`);
}

/** The bounds of a subject's records at which its values change. */
function changesOf(own: readonly Pick<Held, 'value' | 'from' | 'to'>[]): Micros[] {
  if (own.every(({ value }) => value === own[0]?.value)) return [];
  const bounds = [...new Set(own.flatMap(({ from, to }) => [from, to]))].filter((at): at is Micros => at !== null);
  const valuesAt = (at: Micros) =>
    JSON.stringify(
      [...new Set(own.filter((one) => holdsIn(one, { from: at, to: at + 1 })).map(({ value }) => value))].sort(),
    );
  return bounds.filter((at) => valuesAt(at - 1) !== valuesAt(at));
}
