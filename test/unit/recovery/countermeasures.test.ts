import { describe, expect, it } from 'vitest';
import type { Countermeasure } from '../../../shared/model/countermeasure.ts';
import type { FailingInterval } from '../../../shared/model/health.ts';
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts';
import { checkCountermeasures } from '../../../shared/recovery/check-countermeasures.ts';
import { comparePlans } from '../../../shared/recovery/compare-plans.ts';
import { planRestart } from '../../../shared/recovery/plan-restart.ts';
import type { SilentSender } from '../../../shared/recovery/sender.ts';
import { at, healthOf, mapOf, WINDOW } from '../map/map-of.ts';
import { senderOf } from './senders.ts';

const MAP = mapOf('t>s:20 s>r:30 t>r:10');
const HEALTH = healthOf('t 14:10-14:30; s 14:10-14:30; r 14:10-14:30');
/** The services fail of themselves here; the instances only as a test says. */
const QUIET = { ...HEALTH, intervals: HEALTH.intervals.map((one) => ({ ...one, witness: 'heartbeats' as const })) };

const event = (subject: string, status: FailingInterval['status'] = 'error'): FailingInterval => ({
  ...(HEALTH.intervals[0] as FailingInterval),
  service: 's',
  subject,
  status,
  from: at('14:12'),
  to: at('14:20'),
});

interface Asked extends PlanOptions {
  readonly senders: readonly SilentSender[];
  readonly events?: readonly FailingInterval[];
}

const facts = ({ senders, events = [] }: Asked) => ({
  senders,
  health: { ...QUIET, intervals: [...QUIET.intervals, ...events] },
});

function planFor({ senders, events, ...asked }: Asked): Plan {
  return planRestart({
    ...asked,
    ...facts({ senders, ...(events ? { events } : {}) }),
    map: MAP,
    target: 't',
    window: WINDOW,
    scope: asked.scope ?? 'failing',
    diagnosis: { target: 't', window: WINDOW, status: 'found', origins: [], finding: '' },
    places: new Map([['s', [{ region: 'East', instances: ['s-1', 's-2', 's-3'] }]]]),
  });
}

const sender = (others: string, more: Parameters<typeof senderOf>[2] = {}) =>
  senderOf('s', 's-1', { others, receivers: ['r'], ...more });
const standInOf = (asked: Asked): string | null => {
  const { countermeasures } = planFor(asked);
  const found = countermeasures.find(({ step }) => step === 'stand-in');
  return found?.standIn?.instance ?? countermeasures[0]?.noStandIn ?? null;
};

describe('who stands in for a silent sender', () => {
  it('is one that sends itself, before one that only beats, before one that only the inventory knows', () => {
    expect(standInOf({ senders: [sender('s-2 s-3? s-4!')] })).toBe('s-4');
    expect(standInOf({ senders: [sender('s-2 s-3?')] })).toBe('s-3');
    expect(standInOf({ senders: [sender('s-2')] })).toBe('s-2');
  });

  it('is one of its own region among equals', () => {
    expect(standInOf({ senders: [sender('s-2@West! s-3@East!')] })).toBe('s-3');
  });

  it('is nobody that fell silent too, fails by its events, or is in a region that is left out', () => {
    const both = [sender('s-2!'), senderOf('s', 's-2', { receivers: ['r'] })];
    expect(standInOf({ senders: both })).toBe('Nobody can stand in: s-2 fell silent as well.');
    expect(standInOf({ senders: [sender('s-2!')], events: [event('s-2')] })).toBe(
      'Nobody can stand in: s-2 fails by its health events.',
    );
    expect(standInOf({ senders: [sender('s-2@North!')], whatIf: { without: { regions: ['North'] } } })).toContain(
      'is in a region that is left out',
    );
    expect(standInOf({ senders: [sender('')] })).toContain('no other instance');
    expect(standInOf({ senders: [sender('s-2!', { emitter: 'name', instances: ['s-1', 's-2'] })] })).toBe(
      'Nobody can stand in: nothing tells which of s-1, s-2 it is.',
    );
  });

  it('must be known to be healthy by itself where its service as a whole is in error, not where it is degraded', () => {
    expect(standInOf({ senders: [sender('s-2!')], events: [event('s')] })).toContain('the service as a whole fails');
    expect(standInOf({ senders: [sender('s-2!')], events: [event('s', 'degraded')] })).toBe('s-2');
  });
});

describe('the countermeasures of a plan', () => {
  it('are none where nobody counted on the sender, or neither it nor one that did is restarted', () => {
    expect(planFor({ senders: [sender('s-2!', { receivers: [] })] }).countermeasures).toEqual([]);
    expect(planFor({ senders: [sender('s-2!')], scope: 'chosen', services: ['t'] }).countermeasures).toEqual([]);
  });

  it('cite the last of each way in which a receiver counted on the sender, told apart', () => {
    const use = { count: 4, within: 2, last: at('14:20'), citation: { source: 1, path: 'beats.csv', line: 7 } };
    const uses = (['looked-up', 'connected-by', 'heard'] as const).map((way) => ({ way, ...use }));
    const one = { ...sender('s-2!'), receivers: [{ service: 't', name: 't', uses }] };
    const evidence = planFor({ senders: [one] }).countermeasures[0]?.evidence.map(({ text }) => text);
    expect(evidence?.slice(1)).toEqual([
      'The last lookup of it by Service T',
      'Its last connection to Service T',
      'The last beat of it that Service T heard',
    ]);
  });

  it('are taken once for a sender that fell silent twice, by the silence in which it acted', () => {
    const lost = sender('s-2!', { verdict: 'lost', from: at('14:40'), to: at('14:59') });
    const { countermeasures } = planFor({ senders: [lost, sender('s-2!')] });
    expect(countermeasures.map(({ step, verdict }) => [step, verdict])).toEqual([
      ['mute', 'active'],
      ['stand-in', 'active'],
      ['unmute', 'active'],
    ]);
    expect(countermeasures[0]?.evidence.map(({ text }) => text)).toContain('It also fell silent at 14:40:00, as s-1');
  });

  it('that come or go make two plans differ', () => {
    const [before, after] = [planFor({ senders: [sender('s-2! s-3')] }), planFor({ senders: [sender('s-3!')] })];
    const found = comparePlans(before, after, true);
    const named = (list: readonly Countermeasure[]) => list.map(({ step, standIn }) => [step, standIn?.instance]);
    expect(named(found.countermeasuresAdded)).toEqual([['stand-in', 's-3']]);
    expect(named(found.countermeasuresGone)).toEqual([['stand-in', 's-2']]);
    expect(found.changed.find(({ service }) => service === 's')?.what).toContain('left running: s-2 → s-3');
  });
});

describe('the checker of countermeasures', () => {
  const asked = { senders: [sender('s-2!')] };
  const plan = planFor(asked);
  const wrong = (change: (list: Countermeasure[]) => readonly Countermeasure[], made = plan) =>
    checkCountermeasures({ ...made, countermeasures: change([...made.countermeasures]) }, facts(asked));
  const where =
    (step: Countermeasure['step'], part: Partial<Countermeasure>) =>
    (list: Countermeasure[]): Countermeasure[] =>
      list.map((one) => (one.step === step ? { ...one, ...part } : one));

  it('finds nothing wrong with what the planner makes', () => {
    expect(wrong((list) => list)).toEqual([]);
  });

  it('finds a mute after the restart, an unmute before it, and one that is missing', () => {
    expect(wrong(where('mute', { beforeWave: 3 }))[0]).toBe('s-1 is muted no earlier than s is restarted.');
    expect(wrong(where('unmute', { afterWave: 1 }))[0]).toBe('s-1 is unmuted before s is restarted.');
    expect(wrong((list) => list.slice(0, 2))[0]).toBe('s-1 is unmuted 0 times.');
    expect(wrong(() => [])[0]).toBe('s-1 fell silent while others counted on it, and is not muted.');
    expect(wrong((list) => list.toReversed())).toContain('s-1 is unmuted, and was not muted before.');
  });

  it('finds a stand-in that is muted, restarted, ill or no instance of the service', () => {
    const standIn = plan.countermeasures[1]?.standIn;
    if (!standIn) throw new Error('Nobody stands in.');
    const other = (instance: string) => wrong(where('stand-in', { standIn: { ...standIn, instance } }));
    expect(other('s-1')).toContain('s-1 stands in and is muted.');
    expect(other('s-3')).toEqual(['s-3 stands in and is restarted.', 's-3 is no instance of s.']);
    const ill = facts({ ...asked, events: [event('s-2')] });
    expect(checkCountermeasures(plan, ill)).toEqual(['s-2 stands in and fails by its health events.']);
  });
});
