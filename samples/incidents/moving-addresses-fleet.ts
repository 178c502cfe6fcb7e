import type { Random } from '../generator/random.ts';
import { fromIso, type Micros, type TimeWindow } from '../../shared/model/time.ts';
import { buildFleet, handOver, type ServicePlan } from '../generator/fleet.ts';
import { addAddress, addVm, shareSubscription, subscriptionOf } from '../generator/oddities.ts';
import { UNOWNED, type Answer, type Fleet, type Instance, type Owner } from '../generator/world.ts';

export const at = (clock: string): Micros => fromIso(`2026-02-11T${clock}Z`) ?? 0;
export const SPAN: TimeWindow = { from: at('12:00:00'), to: at('20:00:00') };
/** Customs Gateway's first subscription passes to Border Clearing at this instant. */
export const HAND_OVER = at('16:00:00');

export const SERVICES: readonly ServicePlan[] = [
  service('parcel-desk', 'Parcel Desk', 3),
  service('route-planner', 'Route Planner', 3),
  service('tracking', 'Tracking Store', 4, { subscriptions: 2 }),
  service('depots', 'Depot Directory', 3, { subscriptions: 2 }),
  service('customs', 'Customs Gateway', 4, { subscriptions: 2 }),
  service('border', 'Border Clearing', 2),
  service('rates', 'Rate Service', 2),
  service('billing', 'Billing Ledger', 2),
  service('archive', 'Archive Service', 2),
  service('scanner', 'Scanner Hub', 2),
  service('labels', 'Label Printing', 2),
  service('relay', 'Message Relay', 2),
  service('images', 'Image Cache', 2),
  service('signal', 'Time Signal', 2, { family: '6' }),
  service('lockers', 'Locker Control', 2, { askedBy: 'ip' }),
  service('drivers', 'Driver App Backend', 2, { askedBy: 'ip' }),
  service('yard', 'Yard Console', 2),
];

/** The fleet, and the addresses and machines whose owner cannot be told or is nobody. */
export interface MovingFleet {
  readonly fleet: Fleet;
  readonly handedOver: string;
  /** One address in the subscriptions of two services. */
  readonly shared: Answer;
  /** A VM in a subscription of two services, without a resource id to tell which. */
  readonly undecided: Instance;
  /** A VM in a subscription that the service tree does not know. */
  readonly orphan: Instance;
}

/** VMs that are replaced twice in eight hours, on addresses that mostly come from another service. */
export function movingFleet(random: Random): MovingFleet {
  const plan = { services: SERVICES, span: SPAN, sources: 'vm', replacements: 2, reuse: 0.9 } as const;
  const built = shareSubscription(buildFleet(random.fork('fleet'), plan), 'scanner', 'labels');
  const handedOver = subscriptionOf(built, 'customs');
  const passed = handOver(built, handedOver, 'border', HAND_OVER);
  const either: Owner = { kind: 'contested', candidates: ['labels', 'scanner'] };
  const [grown, undecided] = addVm(random, passed, subscriptionOf(passed, 'scanner'), 'Harbour', '10.60.0.5', either);
  const [whole, orphan] = addVm(random, grown, random.uuid(), 'Harbour', '10.60.0.6', UNOWNED);
  const shared: Answer = { ip: '10.60.0.7', owner: { kind: 'contested', candidates: ['archive', 'billing'] }, region: 'Harbour' };
  const always = { resourceId: null, from: -Infinity, to: Infinity };
  const both = ['archive', 'billing'].reduce((fleet, id) => {
    return addAddress(fleet, { ...always, ip: shared.ip, subscription: subscriptionOf(fleet, id), region: 'Harbour' });
  }, whole);
  return { fleet: quietRegions(twiceListed(both)), handedOver, shared, undecided, orphan };
}

/** Addresses of the Depot Directory are listed under both of its subscriptions: two records, one service. */
function twiceListed(fleet: Fleet): Fleet {
  const subscriptions = [...new Set(fleet.tree.filter(({ service: id }) => id === 'depots').map(({ subscription }) => subscription))];
  const again = fleet.ips.flatMap((row) => {
    const other = subscriptions.includes(row.subscription) ? subscriptions.find((one) => one !== row.subscription) : undefined;
    return other === undefined ? [] : [{ ...row, subscription: other, resourceId: null }];
  });
  return { ...fleet, ips: [...fleet.ips, ...again] };
}

/** The IP inventory is silent on the region of two services; the VM inventory still tells that of Image Cache, by resource. */
function quietRegions(fleet: Fleet): Fleet {
  const [images, relay] = ['images', 'relay'].map((id) => subscriptionOf(fleet, id));
  return {
    ...fleet,
    ips: fleet.ips.map((row) => {
      if (row.subscription === images) return { ...row, region: null };
      return row.subscription === relay ? { ...row, region: null, resourceId: null } : row;
    }),
    instances: fleet.instances.map((one) => (one.subscription === relay ? { ...one, region: 'unknown' } : one)),
  };
}

/** The name that leads to a service. */
export function hostOf(id: string): string {
  return SERVICES.find((one) => one.id === id)?.host ?? '';
}

function service(id: string, name: string, copies: number, more: Partial<ServicePlan> = {}): ServicePlan {
  const places = { Harbour: Math.ceil(copies / 2), Ridge: Math.floor(copies / 2) };
  return { id, name, host: `${id}.parcels.example`, copies: places, family: '4', subscriptions: 1, askedBy: 'id', ...more };
}
