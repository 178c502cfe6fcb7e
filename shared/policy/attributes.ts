import type { Attribute, AttributeClaim, AttributeKind, AttributeState } from '../model/policy.ts';
import type { ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';

/** Attributes of which a service may have several at a time, one for each place that it runs in. */
const PLACES: ReadonlySet<AttributeKind> = new Set(['cluster', 'group']);

/** What holds of each service in a window: one attribute for each service and kind of which a record says anything then. */
export function serviceAttributes(claims: readonly AttributeClaim[], window: TimeWindow): Attribute[] {
  return judged(claims, window, ({ service, kind }) => `${kind}\n${service}`, true);
}

/** The instances of which the records say several things at one time. */
export function contestedInstances(claims: readonly AttributeClaim[], window: TimeWindow): Attribute[] {
  const own = claims.filter(({ instance }) => instance !== null);
  return judged(own, window, ({ service, kind, instance }) => `${kind}\n${service}\n${instance}`, false).filter(
    ({ state }) => state === 'contested',
  );
}

/** The attribute of a kind by service. */
export function byService(attributes: readonly Attribute[], kind: AttributeKind): ReadonlyMap<ServiceId, Attribute> {
  return new Map(attributes.filter((one) => one.kind === kind).map((one) => [one.service, one]));
}

/** Whether the record holds at some time of the window. */
export function holdsIn({ from, to }: Pick<AttributeClaim, 'from' | 'to'>, window: TimeWindow): boolean {
  return (from === null || from < window.to) && (to === null || to > window.from);
}

function judged(
  claims: readonly AttributeClaim[],
  window: TimeWindow,
  keyOf: (claim: AttributeClaim) => string,
  ofService: boolean,
): Attribute[] {
  const held = claims.filter((claim) => holdsIn(claim, window));
  return [...groupBy(held, keyOf).values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { service, kind } = first;
      return [
        {
          service,
          instance: ofService ? null : first.instance,
          kind,
          ...valuesOf(group, ofService && PLACES.has(kind)),
        },
      ];
    })
    .sort((a, b) => byId(a.kind, b.kind) || byId(a.service, b.service) || byId(a.instance ?? '', b.instance ?? ''));
}

function valuesOf(
  claims: readonly AttributeClaim[],
  mayBeSeveral: boolean,
): { readonly state: AttributeState; readonly values: readonly string[] } {
  const times = groupBy(claims, ({ value }) => value);
  const values = [...times.keys()].sort(byId);
  if (values.length === 1) return { state: 'known', values };
  const together = values.some((one, at) =>
    values.slice(at + 1).some((other) => everTogether(times.get(one) ?? [], times.get(other) ?? [])),
  );
  if (together) return { state: mayBeSeveral ? 'spread' : 'contested', values };
  const begin = (value: string) => Math.min(...(times.get(value) ?? []).map(({ from }) => from ?? -Infinity));
  return { state: 'changed', values: values.sort((a, b) => begin(a) - begin(b)) };
}

function everTogether(some: readonly AttributeClaim[], others: readonly AttributeClaim[]): boolean {
  return some.some((a) => others.some((b) => startOf(a) < endOf(b) && startOf(b) < endOf(a)));
}

const startOf = ({ from }: AttributeClaim): Micros => from ?? -Infinity;
const endOf = ({ to }: AttributeClaim): Micros => to ?? Infinity;
