import type { Receiver } from '../../model/countermeasure.ts';
import type { FailingInterval, Health } from '../../model/health.ts';
import type { DependencyMap } from '../../model/map.ts';
import type { TenantBorder } from '../../policy/tenant-map.ts';
import type { SilentSender } from '../../recovery/sender.ts';

/** Kinds of symptoms that are no word of the evidence. */
const COMMON: ReadonlySet<string> = new Set(['availability', 'latency', 'saturation', 'error']);

/** What is concluded from, with other tenants called by what stands for them: sentences that are made of it name nobody else. */
export function tenantScene<T extends { readonly map: DependencyMap; readonly health: Health }>(
  scene: T,
  { isOwn, nodeOf }: TenantBorder,
): T {
  const { map, health } = scene;
  const kinds = [...new Set(health.intervals.map(({ kind }) => kind))].filter((kind) => !COMMON.has(kind)).sort();
  const called = (one: FailingInterval): FailingInterval => ({
    ...one,
    kind: COMMON.has(one.kind) ? one.kind : `no. ${kinds.indexOf(one.kind) + 1}`,
  });
  return {
    ...scene,
    map: {
      ...map,
      services: map.services.map((service) =>
        isOwn(service.id) ? service : { ...service, name: nodeOf(service.id), nameStandsFor: 'tenant' as const },
      ),
    },
    health: { ...health, intervals: health.intervals.map(called), unmet: health.unmet.map(called) },
  };
}

/** Silent senders with those who listen for them, and who counted on them, called by what stands for them. */
export function tenantSenders(
  senders: readonly SilentSender[],
  runtimeNode: (runtime: string) => string,
  { isOwn, nodeOf }: TenantBorder,
): readonly SilentSender[] {
  const called = (receiver: Receiver): Receiver => ({
    ...receiver,
    name: receiver.service === null ? runtimeNode(receiver.name) : nodeOf(receiver.service),
  });
  return senders.map((sender) =>
    isOwn(sender.service)
      ? { ...sender, detectors: sender.detectors.map(runtimeNode), receivers: sender.receivers.map(called) }
      : sender,
  );
}
