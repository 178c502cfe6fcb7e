import type { CaseSummary } from '../../../shared/api.ts';
import { diagnose } from '../../../shared/diagnosis/diagnose.ts';
import type { Source } from '../../../shared/model/evidence.ts';
import { planRestart } from '../../../shared/recovery/plan-restart.ts';
import { reportOf } from '../compliance/report-of.ts';
import { at, healthOf, mapOf, WINDOW } from '../map/map-of.ts';

const LONG_NAMES: Readonly<Record<string, string>> = {
  t: 'Checkout Portal',
  c: 'Container Management Service',
  k: 'Key Vault Service',
  m: 'Real Time Data Analytics Service',
};

const plainMap = mapOf(`
  t>c:44@USWest,17@USCentral c>b:61@USWest b>d:61@USWest d>g:23@USWest!38 t>k:7714@USWest t>m:1210@USWest,310@USCentral
  m>k:88@EuropeWest x>y:9120@USWest y>x:12@USWest t>x:880@EuropeNorth,1210@EuropeWest,9120@USWest m>g:?3`);
const map = {
  ...plainMap,
  services: plainMap.services.map((service) => ({ ...service, name: LONG_NAMES[service.id] ?? service.name })),
};
const health = healthOf(
  `t 14:07:10-14:24:00 error 3
   c 14:06:40-14:23:00 error 4
   d 14:06:15-14:22:00 error 5
   g 14:05:20-14:20:00 error 6`,
  'k m x y',
);

export const source: Source = {
  id: 1,
  path: 'exports/dns-requests.csv',
  sha256: '7f3c09bea1e97f3c09bea1e97f3c09bea1e97f3c09bea1e97f3c09bea1e9a1e9',
  bytes: 48_211_300,
  format: 'canonical-dns-request',
  wrapper: 'csv+gzip',
  kind: 'dns_request',
  declared: {},
  assumed: ['time zone UTC'],
  lines: 482_114,
  records: 482_113,
  accepted: 481_022,
  repeated: 871,
  rejected: 208,
  skipped: { 'reverse lookup': 12 },
  from: at('13:00'),
  to: at('15:00'),
  rejects: [{ line: 8123, reason: 'timestamp “yesterday” is no time' }],
  header: 1,
  blank: 0,
  problem: null,
  couldBe: [],
  sameAs: null,
};

export const summary: CaseSummary = {
  path: 'west-outage.aftermap',
  name: 'west-outage',
  digest: '7f3c09bea1e97f3c09bea1e97f3c09bea1e97f3c09bea1e97f3c09bea1e9a1e9',
  version: '0.1.0',
  sources: [source, { ...source, id: 2, path: 'exports/dns-responses.csv', assumed: [], rejects: [], skipped: {} }],
  span: { from: at('13:00'), to: at('15:00') },
  records: { read: 964_226, accepted: 962_044, repeated: 1_742, rejected: 416, skipped: 24 },
  lookups: {
    total: 19_890,
    resolved: 19_700,
    self: 40,
    unresolved: { 'unknown-client': 20, 'no-answer': 101, contested: 3, unowned: 11, 'unknown-address': 15 },
    noAnswer: { SERVFAIL: 38, NXDOMAIN: 63 },
  },
  services: map.services.map(({ id, name }) => ({ id, name })),
  remarks: ['2 instances of Service B cannot be told apart.'],
};

const diagnosis = diagnose({ map, health, target: 't', window: WINDOW });

/** An outage as the report sees it: Service G failed, and with it all up to the target. */
export const incident = {
  summary,
  target: 't',
  window: WINDOW,
  map,
  diagnosis,
  plan: planRestart({ map, health, target: 't', window: WINDOW, scope: 'failing', diagnosis }),
  regions: reportOf(map, {
    rules: [{ name: 'customer data stays in the US', services: ['Checkout Portal'], allow: ['US*'] }],
    asked: { t: 'USWest', c: 'USCentral' },
  }),
};
