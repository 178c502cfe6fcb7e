import { MINUTE, SECOND, type Micros, type TimeWindow } from '../../shared/model/time.ts';
import { addressPool } from './addresses.ts';
import type { Random } from './random.ts';
import { owned, type Fleet, type Instance, type IpRow, type Service, type TreeRow, type VmRow } from './world.ts';

/** Where a service runs and how it is reached. */
export interface ServicePlan extends Service {
  /** Running copies per region. */
  readonly copies: Readonly<Record<string, number>>;
  /** Address families: IPv4 only, both, or IPv6 only. */
  readonly family: '4' | '46' | '6';
  readonly subscriptions: number;
  readonly askedBy: 'id' | 'ip';
}

export interface FleetPlan {
  readonly services: readonly ServicePlan[];
  readonly span: TimeWindow;
  /** Container ids or VM ids. */
  readonly sources: 'container' | 'vm';
  /** How many times each copy is replaced in the span, on average. */
  readonly replacements: number;
  /** How often a replacement takes over an address that another service gave up, 0 to 1. */
  readonly reuse: number;
}

interface Slot {
  readonly plan: ServicePlan;
  readonly region: string;
  readonly subscription: string;
  readonly machines: Machine[];
}

interface Machine {
  readonly sourceId: string;
  readonly resourceId: string;
  readonly host: string;
  readonly ip4: string | null;
  readonly ip6: string | null;
  readonly from: Micros;
  to: Micros;
}

/** Machines that come and go over the span, with leased addresses that pass from one service to another. */
export function buildFleet(random: Random, plan: FleetPlan): Fleet {
  const regions = [...new Set(plan.services.flatMap(({ copies }) => Object.keys(copies)))].sort();
  const pool = addressPool(random.fork('addresses'), regions, plan.reuse);
  const tree: TreeRow[] = [];
  const slots = plan.services.flatMap((service) => slotsOf(random, service, plan.span, tree));
  const start = (slot: Slot, from: Micros): void => {
    const lease = (family: '4' | '6'): string | null =>
      slot.plan.family.includes(family) ? pool.lease(slot.region, family, slot.plan.id) : null;
    const sourceId = plan.sources === 'container' ? random.hex(32) : `i-0${random.hex(16)}`;
    const ids = { sourceId, resourceId: `res-${random.hex(10)}`, host: `hv-${random.between(101, 148)}` };
    slot.machines.push({ ...ids, ip4: lease('4'), ip6: lease('6'), from, to: Infinity });
  };
  for (const slot of slots) start(slot, random.chance(0.1) ? -Infinity : plan.span.from - random.between(3600, 5_000_000) * SECOND);
  for (const { slot, at } of replacements(random, slots, plan)) {
    const last = slot.machines.at(-1);
    if (!last) continue;
    if (at <= last.from) continue;
    last.to = at;
    for (const ip of [last.ip4, last.ip6]) if (ip !== null) pool.release(slot.region, ip, slot.plan.id);
    start(slot, at);
  }
  return { services: plan.services, tree, ...inventories(slots) };
}

function slotsOf(random: Random, plan: ServicePlan, span: TimeWindow, tree: TreeRow[]): Slot[] {
  const from = span.from - random.between(60, 400) * 24 * 60 * MINUTE;
  const subscriptions = Array.from({ length: plan.subscriptions }, () => random.uuid());
  subscriptions.forEach((subscription, i) => {
    tree.push({ service: plan.id, instanceId: `${plan.id}-${i + 1}`, subscription, resourceId: null, from, to: Infinity });
  });
  const places = Object.entries(plan.copies).flatMap(([region, copies]) => Array.from({ length: copies }, () => region));
  return places.map((region, i) => {
    const subscription = subscriptions[i % subscriptions.length];
    if (subscription === undefined) throw new Error(`${plan.name} has no subscription.`);
    return { plan, region, subscription, machines: [] };
  });
}

function replacements(random: Random, slots: readonly Slot[], plan: FleetPlan): { slot: Slot; at: Micros }[] {
  const { from, to } = plan.span;
  const planned = slots
    .flatMap((slot) => {
      const whole = Math.floor(plan.replacements);
      const times = whole + (random.chance(plan.replacements - whole) ? 1 : 0);
      const step = Math.floor((to - from) / (times + 1) / SECOND);
      // One replacement in each stretch, away from its edges, so that no machine lives for less than a moment.
      return Array.from({ length: times }, (_, i) => {
        const second = Math.floor(step * (i + 0.6)) + random.int(Math.max(1, Math.floor(step * 0.6)));
        return { slot, at: from + second * SECOND };
      });
    })
    .sort((a, b) => a.at - b.at);
  // Every other replacement happens at the instant of the one before, so that an address can change hands without a gap.
  return planned.map((one, i) => {
    const before = planned[i - 1];
    return before && i % 2 === 1 && before.slot.plan !== one.slot.plan ? { ...one, at: before.at } : one;
  });
}

function inventories(slots: readonly Slot[]): { vms: VmRow[]; ips: IpRow[]; instances: Instance[] } {
  const [vms, ips, instances]: [VmRow[], IpRow[], Instance[]] = [[], [], []];
  for (const { plan, region, subscription, machines } of slots) {
    for (const { sourceId, resourceId, host, ip4, ip6, from, to } of machines) {
      const held = { subscription, resourceId, from, to };
      const addresses = [ip4, ip6].filter((ip) => ip !== null);
      vms.push({ ...held, sourceId, location: region, host, ip: addresses[0] ?? '' });
      for (const ip of addresses) ips.push({ ...held, ip, region });
      instances.push({ ...held, sourceId, owner: owned(plan.id), region, ip4, ip6, askedBy: plan.askedBy });
    }
  }
  return { vms, ips, instances };
}

/** The fleet with one subscription handed over to another service at an instant; its machines stay. */
export function handOver(fleet: Fleet, subscription: string, to: string, at: Micros): Fleet {
  return {
    ...fleet,
    tree: fleet.tree.flatMap((row) =>
      row.subscription === subscription
        ? [{ ...row, to: at }, { ...row, service: to, instanceId: `${to}-from-${row.instanceId}`, from: at }]
        : [row],
    ),
    instances: fleet.instances.flatMap((instance) => {
      if (instance.subscription !== subscription || instance.to <= at) return [instance];
      const after = { ...instance, owner: owned(to), from: Math.max(at, instance.from) };
      return instance.from >= at ? [after] : [{ ...instance, to: at }, after];
    }),
  };
}
