import type { Random } from './random.ts';
import type { Micros } from '../../shared/model/time.ts';
import { ask, liveAt, type Scene } from './traffic.ts';
import { owned, type Fleet, type Instance, type IpRow, type Lookup, type Owner } from './world.ts';

/** The fleet with two services in one subscription, told apart by the resource ids of the service tree. */
export function shareSubscription(fleet: Fleet, keeper: string, guest: string): Fleet {
  const subscription = subscriptionOf(fleet, keeper);
  const moved = new Set(fleet.instances.filter(({ owner }) => isOf(owner, guest)).map(({ resourceId }) => resourceId));
  const move = <T extends { subscription: string; resourceId: string | null }>(row: T): T =>
    moved.has(row.resourceId) ? { ...row, subscription } : row;
  const instances = fleet.instances.map(move);
  const [first] = fleet.tree.filter(({ service }) => service === keeper);
  const rows = [keeper, guest].flatMap((service) =>
    instances.filter(({ owner }) => isOf(owner, service)).map(({ resourceId }, i) => {
      return { service, instanceId: `${service}-${i + 1}`, subscription, resourceId, from: first?.from ?? -Infinity, to: Infinity };
    }),
  );
  const others = fleet.tree.filter(({ service }) => service !== keeper && service !== guest);
  return { ...fleet, instances, vms: fleet.vms.map(move), ips: fleet.ips.map(move), tree: [...others, ...rows] };
}

/** The fleet with one more VM, whose record is valid throughout; `owner` is what the service tree makes of it. */
export function addVm(random: Random, fleet: Fleet, subscription: string, region: string, ip: string, owner: Owner): [Fleet, Instance] {
  const sourceId = `i-0${random.hex(16)}`;
  const row = { subscription, resourceId: null, from: -Infinity, to: Infinity };
  const vm = { ...row, sourceId, location: region, host: `hv-${random.between(101, 148)}`, ip };
  const instance: Instance = { ...row, sourceId, owner, region, ip4: ip, ip6: null, askedBy: 'id' };
  const grown = { ...fleet, vms: [...fleet.vms, vm], ips: [...fleet.ips, { ...row, ip, region }], instances: [...fleet.instances, instance] };
  return [grown, instance];
}

/** The fleet with one more record in the IP inventory. */
export function addAddress(fleet: Fleet, row: IpRow): Fleet {
  return { ...fleet, ips: [...fleet.ips, row] };
}

/** The first subscription of a service. */
export function subscriptionOf(fleet: Fleet, service: string): string {
  const row = fleet.tree.find((one) => one.service === service);
  if (!row) throw new Error(`${service} has no subscription.`);
  return row.subscription;
}

/** A lookup by an instance, answered with the given addresses. */
export function plainLookup(random: Random, asker: Instance, time: Micros, name: string, ip: string, owner: Owner, region: string, log: string): Lookup {
  const outcome = { name, type: ip.includes(':') ? 'AAAA' : 'A', code: 'NOERROR', answers: [{ ip, owner, region }], cname: null };
  return { ...ask(random, asker, time), client: asker.owner, ...outcome, requestMissing: false, log };
}

/**
 * Lookups at the edges of validity: for every address that passed from one service to another, one in the last millisecond of
 * the old lease and one in the first instant of the new.
 */
export function edgeLookups(random: Random, scene: Scene, client: string, nameOf: (service: string) => string): Lookup[] {
  const { fleet, span } = scene;
  return fleet.instances.flatMap((after) => {
    const before = fleet.instances.find((one) => one !== after && sameAddress(one, after) && one.to <= after.from);
    if (!before) return [];
    return ([[before, before.to - 1000], [after, after.from]] as const).flatMap(([{ owner, region, ip4, ip6 }, time]) => {
      const ip = ip4 ?? ip6;
      const [asker] = liveAt(fleet, client, time);
      if (!asker || ip === null || owner.kind !== 'service' || owner.service === client) return [];
      if (time < span.from || time >= span.to) return [];
      return [plainLookup(random, asker, time, nameOf(owner.service), ip, owned(owner.service), region, scene.log(client, asker))];
    });
  });
}

function sameAddress(a: Instance, b: Instance): boolean {
  return a.ip4 !== null ? a.ip4 === b.ip4 : a.ip6 === b.ip6;
}

function isOf(owner: Owner, service: string): boolean {
  return owner.kind === 'service' && owner.service === service;
}

