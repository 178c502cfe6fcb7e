import type { ServicePlan } from '../generator/fleet.ts';

const US = { USCentral: 1, USEast: 2, USSouth: 1, USWest: 3, USWest2: 1, USWestCentral: 1 };

/** Names, regions and copies of the worked example. Where no region is given, a service runs in USWest. */
export const SERVICES: readonly ServicePlan[] = [
  service('order-intake', 'Order Intake Portal', { copies: { USWest: 3 }, family: '4' }),
  service('storefront', 'Storefront Gateway', { copies: { USWest: 2 } }),
  service('batch', 'Batch Settlement', { copies: { USWest: 1 } }),
  service('key-vault', 'Key Vault Service', { copies: { USWest: 3 } }),
  service('container-mgmt', 'Container Management Service', { copies: { USCentral: 1, USWest: 2 } }),
  service('profiler', 'Profiler Service', { copies: { USWest: 1 } }),
  service('resource-manager', 'Resource Manager', { copies: { USEast: 1, USWest: 3 } }),
  service('protection', 'Protection Service', { copies: { USWest: 1 } }),
  service('diagnostics', 'Diagnostics Service', { copies: { USWest: 2 } }),
  service('analytics', 'Real Time Data Analytics Service', { copies: { USWest: 3 }, family: '46' }),
  service('master-data', 'Master Data Management Service', { copies: US, dataClass: 'customer' }),
  service('directory', 'Directory Service', { copies: { EuropeNorth: 1, EuropeWest: 2, ...US }, family: '46', subscriptions: 2, dataClass: 'customer' }),
  service('security-response', 'Security Response Service', { copies: { USWest: 2 } }),
  service('service-bus', 'Service Bus', { copies: { USWest: 3 } }),
  service('database', 'Database Cluster Service', { copies: { USWest: 4 }, subscriptions: 2 }),
  ...['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((letter) =>
    service(`service-${letter.toLowerCase()}`, `Service ${letter}`, {
      copies: { USWest: letter === 'D' || letter === 'G' ? 3 : 2 },
      family: letter === 'F' ? '46' : '4',
    }),
  ),
];

/** Who asks for whom, in lookups per hour. */
export const EDGES: readonly (readonly [client: string, server: string, perHour: number])[] = [
  ['storefront', 'order-intake', 130],
  ['batch', 'database', 50],
  ['batch', 'service-bus', 40],
  ['order-intake', 'key-vault', 480],
  ['order-intake', 'container-mgmt', 90],
  ['order-intake', 'profiler', 12],
  ['order-intake', 'resource-manager', 180],
  ['order-intake', 'protection', 5],
  ['order-intake', 'diagnostics', 15],
  ['order-intake', 'analytics', 110],
  ['order-intake', 'master-data', 260],
  ['order-intake', 'directory', 640],
  ['order-intake', 'security-response', 35],
  ['order-intake', 'service-bus', 95],
  ['order-intake', 'database', 430],
  ['key-vault', 'service-a', 60],
  ['container-mgmt', 'service-b', 30],
  ['container-mgmt', 'service-c', 25],
  ['container-mgmt', 'service-d', 110],
  ['master-data', 'service-e', 45],
  ['master-data', 'directory', 120],
  ['service-a', 'service-h', 25],
  ['service-b', 'service-h', 15],
  ['service-d', 'service-f', 20],
  ['service-d', 'service-g', 160],
  ['service-e', 'service-i', 30],
];

interface Traits {
  readonly copies: Readonly<Record<string, number>>;
  readonly family?: '4' | '46';
  readonly subscriptions?: number;
  readonly dataClass?: string;
}

function service(slug: string, name: string, traits: Traits): ServicePlan {
  return {
    id: `svc-${slug}`,
    name,
    host: `${slug}.svc.internal.example`,
    copies: traits.copies,
    family: traits.family ?? '4',
    subscriptions: traits.subscriptions ?? 1,
    askedBy: 'id',
    ...(traits.dataClass === undefined ? {} : { dataClass: traits.dataClass }),
  };
}
