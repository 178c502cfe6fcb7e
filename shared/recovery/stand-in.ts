import type { Countermeasure, StandIn } from '../model/countermeasure.ts';
import type { FailingInterval, Health } from '../model/health.ts';
import { overlaps, type TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { counted, firstFew } from '../map/words.ts';
import type { Candidate, Sign, SilentSender } from './sender.ts';

/** Who takes over from a sender with the records that say so, or why nobody can. */
export type TakeOver =
  | { readonly standIn: StandIn; readonly signs: string; readonly evidence: Countermeasure['evidence'] }
  | { readonly standIn: null; readonly why: string };

/** What rules an instance out. */
export type Ruling = {
  readonly health: Health;
  readonly window: TimeWindow;
  /** Instances that fell silent in the window, by the same names. */
  readonly silent: ReadonlySet<string>;
  /** Regions that the what-if leaves out. */
  readonly regionsLost: ReadonlySet<string>;
};

/**
 * The instance of the sender's service that takes over: neither silent in the window nor failing by health events. First
 * those that showed themselves after the sender fell silent and send themselves, then those that showed themselves
 * otherwise, then those that only the inventory knows; among equals one of the sender's own region, then by id.
 */
export function takeOverOf(sender: SilentSender, ruling: Ruling): TakeOver {
  const others = sender.candidates.filter(({ instance }) => !sender.instances.includes(instance));
  if (others.length === 0) return { standIn: null, why: nobodyElse(sender) };
  const ruled = others.map((one) => ({ one, against: against(one, sender, ruling) }));
  const free = ruled.filter(({ against: reason }) => reason === null).map(({ one }) => one);
  const home = new Set(
    sender.candidates.filter(({ instance }) => sender.instances.includes(instance)).map(({ region }) => region),
  );
  const away = ({ region }: Candidate) => Number(!home.has(region));
  const [best] = free.sort((a, b) => rank(a) - rank(b) || away(a) - away(b) || byId(a.instance, b.instance));
  if (best === undefined) {
    const reasons = ruled.map(({ one, against: reason }) => `${one.instance} ${reason}`);
    return { standIn: null, why: `Nobody can stand in: ${firstFew(reasons)}.` };
  }
  const { instance, runtime, region, held, signs } = best;
  return {
    standIn: { instance, runtime, region, kind: sends(best) ? 'sender' : 'standby', confirmed: signs.length > 0 },
    signs: signs.map(signWords).join(', '),
    evidence: [
      ...signs.map((sign) => ({
        text: `The last ${SIGNS[sign.way]} of ${instance} in the silence`,
        citation: sign.citation,
      })),
      { text: `The inventory record of ${instance}`, citation: held },
    ],
  };
}

function nobodyElse({ emitter, service, candidates }: SilentSender): string {
  if (emitter === service) return 'Nobody can stand in: the heartbeat is that of the service as a whole.';
  if (candidates.length > 1)
    return `Nobody can stand in: nothing tells which of ${firstFew(candidates.map(({ instance }) => instance))} it is.`;
  return candidates.length > 0
    ? 'Nobody can stand in: the inventories hold no other instance of its service.'
    : 'Nobody can stand in: the inventories hold no instance of its service when the silence ends.';
}

/** Whether an instance sends itself: it looks up, or connects. */
function sends({ signs }: Candidate): boolean {
  return signs.some(({ way }) => way === 'lookup' || way === 'connection');
}

function rank(candidate: Candidate): number {
  if (sends(candidate)) return 0;
  return candidate.signs.length > 0 ? 1 : 2;
}

/** What speaks against an instance; null where nothing does. */
function against(
  { instance, region, names, signs }: Candidate,
  { service, from }: SilentSender,
  { health, window, silent, regionsLost }: Ruling,
): string | null {
  if (silent.has(instance)) return 'fell silent as well';
  if (regionsLost.has(region)) return 'is in a region that is left out';
  const since = { from, to: Math.max(window.to, from + 1) };
  const events = health.intervals.filter((one) => one.witness === 'events' && overlaps(one, since));
  const own = (one: FailingInterval) =>
    one.service === service && one.subject !== service && names.includes(one.subject);
  if (events.some(own)) return 'fails by its health events';
  const whole = events.some((one) => one.service === service && one.subject === service && one.status === 'error');
  return whole && !signs.some(({ way }) => way === 'healthy')
    ? 'is not known to be healthy, since the service as a whole fails'
    : null;
}

const SIGNS: Readonly<Record<Sign['way'], string>> = {
  beat: 'beat',
  lookup: 'lookup',
  connection: 'connection',
  healthy: 'health event that says ok',
};

function signWords({ way, count }: Sign): string {
  return way === 'healthy' ? `health ok ${count === 1 ? 'once' : `${count} times`}` : counted(count, SIGNS[way]);
}
