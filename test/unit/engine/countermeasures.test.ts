import { beforeAll, describe, expect, it } from 'vitest';
import type { Countermeasure } from '../../../shared/model/countermeasure.ts';
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts';
import { second } from '../../engine-kit/beats.ts';
import { silentSender } from '../../engine-kit/silent-sender.ts';
import { withCase } from '../../engine-kit/with-case.ts';

const acts = ({ countermeasures }: Plan) =>
  countermeasures.map(({ step, instance, beforeWave, afterWave }) => [step, instance, beforeWave ?? afterWave]);
const muteOf = ({ countermeasures }: Plan): Countermeasure | undefined => countermeasures[0];

describe('a sender that lost its heartbeat and writes on', () => {
  const plans = new Map<string, Plan>();
  const made = (name: string): Plan => {
    const plan = plans.get(name);
    if (!plan) throw new Error(`No plan ${name} was made.`);
    return plan;
  };
  beforeAll(async () => {
    await withCase(silentSender(), async ({ call }) => {
      const ask = async (name: string, options: PlanOptions) =>
        plans.set(name, await call('plan.read', { service: 'orch', ...options }));
      await ask('failing', {});
      await ask('all', { scope: 'all' });
      await ask('chosen', { scope: 'chosen', services: ['data'] });
      await ask('down', { whatIf: { without: { services: ['web'] } } });
      await ask('other', { scope: 'chosen', services: ['orch'], whatIf: { without: { regions: ['West'] } } });
    });
  });

  it('is muted before the first wave, replaced by its healthy twin, and unmuted after its own wave', () => {
    const plan = made('failing');
    expect(plan.waves.map(({ steps }) => steps.map(({ service }) => service))).toEqual([['web'], ['orch']]);
    expect(acts(plan)).toEqual([
      ['mute', 'c-web-1', 1],
      ['stand-in', 'c-web-1', 1],
      ['unmute', 'c-web-1', 1],
    ]);
    expect(plan.countermeasures[1]?.standIn).toEqual({
      instance: 'r-web-2',
      runtime: 'c-web-2',
      region: 'East',
      kind: 'sender',
      confirmed: true,
    });
    expect(acts(made('all')).at(-1)).toEqual(['unmute', 'c-web-1', 2]);
    expect(made('all').waves[1]?.steps.map(({ service }) => service)).toEqual(['web']);
  });

  it('is said to be half dead, with who still counted on it, how, and the last record of each in the silence', () => {
    const mute = muteOf(made('failing'));
    expect(mute).toMatchObject({ verdict: 'active', service: 'web', instances: ['r-web-1'], noStandIn: null });
    const uses = mute?.receivers.flatMap(({ name, uses: own }) =>
      own.map(({ way, count, within, last }) => [name, way, count, within, last]),
    );
    expect(uses).toEqual([
      ['data', 'connected-by', 30, 10, second(871)],
      ['data', 'looked-up-by', 30, 10, second(870)],
      ['data', 'heard', 300, 0, second(898)],
      ['orch', 'looked-up', 30, 10, second(875)],
      ['orch', 'heard', 300, 0, second(898)],
    ]);
    // The lookup at 570 s is the last in the silence: line 81 of c-web-1's, after 60 lines of c-orch and the header.
    expect(mute?.receivers[0]?.uses[1]?.citation).toMatchObject({ line: 81 });
    expect(mute?.evidence[0]?.citation.path).toMatch(/beats\.csv$/);
  });

  it('leaves its stand-in out of the restart, and says so', () => {
    const step = made('failing').waves[0]?.steps[0];
    expect(step).toMatchObject({ spared: ['r-web-2'], instances: 1 });
    expect(step?.places).toEqual([{ region: 'East', instances: ['r-web-1'] }]);
    expect(step?.reason).toContain('Not r-web-2: it stands in and runs on.');
  });

  it('is muted where the plan restarts only one that counted on it, and unmuted only once it was started otherwise', () => {
    const plan = made('chosen');
    expect(acts(plan).map(([step, , wave]) => [step, wave])).toEqual([
      ['mute', 1],
      ['stand-in', 1],
      ['unmute', 1],
    ]);
    expect(plan.countermeasures[2]?.why).toContain('does not restart Web');
  });

  it('stays muted where the what-if leaves it out', () => {
    expect(acts(made('down')).map(([step]) => step)).not.toContain('unmute');
    expect(acts(made('down')).map(([step]) => step)).toContain('mute');
  });
});

describe('a sender of which nothing more was seen', () => {
  it('is lost, confirmed; an instance that only the inventory knows stands in, of its own region first', async () => {
    const files = silentSender({
      acts: false,
      second: false,
      more: [
        ['c-web-4', 'North'],
        ['c-web-5', 'East'],
      ],
    });
    await withCase(files, async ({ call }) => {
      const plan = await call('plan.read', { service: 'orch' });
      expect(muteOf(plan)).toMatchObject({ verdict: 'lost' });
      expect(plan.countermeasures[1]).toMatchObject({
        step: 'stand-in',
        standIn: { instance: 'r-web-5', kind: 'standby', confirmed: false },
      });
      expect(plan.countermeasures[1]?.check).toContain('See first that r-web-5 is healthy.');
    });
  });
});
