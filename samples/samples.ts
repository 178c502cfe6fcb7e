import type { Incident } from './generator/incident.ts';
import { containerOutage } from './incidents/container-outage.ts';
import { cycleAndBlindSpot } from './incidents/cycle-and-blind-spot.ts';
import { movingAddresses } from './incidents/moving-addresses.ts';
import { silentSender } from './incidents/silent-sender.ts';

/** The named sample incidents. A seed other than the usual one gives the same story with other ids and times. */
export const SAMPLES: Readonly<Record<string, (seed?: string) => Promise<Incident>>> = {
  'container-outage': containerOutage,
  'moving-addresses': movingAddresses,
  'cycle-and-blind-spot': cycleAndBlindSpot,
  'silent-sender': silentSender,
};
