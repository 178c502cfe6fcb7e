import type { Attribute, ReplicatedService, SharedReason, SharedService } from '../model/policy.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { isCertain } from '../map/follow.ts';
import { byService } from './attributes.ts';

/** The share of the others from which a service counts as shared. */
export const SHARED_SHARE = 0.5;
/** So many others there must be for a share to say anything: half of a handful is chance. */
export const SHARED_OTHERS = 8;

/** The kind of an address of a service in the IP inventory. */
export interface AddressKind {
  readonly service: ServiceId;
  readonly kind: string;
}

/** Words for the kinds of addresses behind which many stand or at which all meet; compared without blanks and signs. */
const SHARED_KINDS: ReadonlySet<string> = new Set(
  (
    'loadbalancer lb alb nlb elb vip virtualip anycast ingress ingresscontroller egress gateway apigateway internetgateway nat natgateway proxy ' +
    'reverseproxy dns resolver nameserver telemetry metrics logging tracing monitoring ntp registry identity shared sharedservice'
  ).split(' '),
);

/**
 * The services that are infrastructure of many: by the kind of an address in the IP inventory; or asked by at least half of the other services
 * that ask for anything, or asking for at least half of the other services that are asked for (a gateway, a collector of metrics), where there
 * are eight of them or more. By id, each with its reasons.
 */
export function sharedServices(map: DependencyMap, kinds: readonly AddressKind[]): SharedService[] {
  const seen = map.dependencies.filter(isCertain);
  const clients = groupBy(seen, ({ server }) => server);
  const servers = groupBy(seen, ({ client }) => client);
  const byKind = groupBy(
    kinds.filter(({ kind }) => SHARED_KINDS.has(kind.toLowerCase().replaceAll(/[^a-z]/g, ''))),
    ({ service }) => service,
  );
  const reasonsFor = (id: ServiceId): SharedReason[] => [
    ...[...new Set(byKind.get(id)?.map(({ kind }) => kind))].sort(byId).map((kind) => ({ by: 'kind' as const, kind })),
    ...share('clients', clients.get(id)?.length ?? 0, [...servers.keys()].filter((other) => other !== id).length),
    ...share('servers', servers.get(id)?.length ?? 0, [...clients.keys()].filter((other) => other !== id).length),
  ];
  return map.services
    .map(({ id }) => ({ service: id, reasons: reasonsFor(id) }))
    .filter(({ reasons }) => reasons.length > 0)
    .map((one) => ({ ...one, text: one.reasons.map(sharedText).join('; ') }));
}

/** The services that run in more than one region, cluster or data-centre group. */
export function replicatedServices(map: DependencyMap, attributes: readonly Attribute[]): ReplicatedService[] {
  const [clusters, groups] = [byService(attributes, 'cluster'), byService(attributes, 'group')];
  const spread = (attribute: Attribute | undefined) => (attribute?.state === 'spread' ? attribute.values : []);
  return map.services
    .map(({ id, regions }) => ({
      service: id,
      regions,
      clusters: spread(clusters.get(id)),
      groups: spread(groups.get(id)),
    }))
    .filter((one) => one.regions.length > 1 || one.clusters.length > 1 || one.groups.length > 1);
}

function share(by: 'clients' | 'servers', count: number, of: number): SharedReason[] {
  return of >= SHARED_OTHERS && count >= of * SHARED_SHARE ? [{ by, count, of }] : [];
}

function sharedText(reason: SharedReason): string {
  if (reason.by === 'kind') return `its address is of the kind “${reason.kind}”`;
  if (reason.by === 'clients') return `${reason.count} of ${reason.of} services ask for it`;
  return `it asks for ${reason.count} of ${reason.of} services`;
}
