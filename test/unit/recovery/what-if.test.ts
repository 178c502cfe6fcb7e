import { describe, expect, it } from 'vitest';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { Place, Plan } from '../../../shared/model/plan.ts';
import { comparePlans } from '../../../shared/recovery/compare-plans.ts';
import { planToCsv } from '../../../shared/recovery/export/to-csv.ts';
import { parseMinutes } from '../../../shared/recovery/parse-minutes.ts';
import { planRestart, type PlanInput } from '../../../shared/recovery/plan-restart.ts';
import { loopWords, type Verdict } from '../../../shared/recovery/words.ts';
import { planToMarkdown } from '../../../shared/report/text/plan-markdown.ts';
import { healthOf, mapOf, nameOf, WINDOW } from '../map/map-of.ts';
import { summary } from '../report/incident.ts';

const CHAIN = 't>c:9 c>d:23!38 d>g:61 t>k:5 k>h:3';
const HEALTH = 't 14:07-14:20; c 14:06-14:20; d 14:06-14:20; g 14:05-14:20';

const diagnosis = (origins: Verdict['origins'] = []): Verdict => ({
  target: 't',
  window: WINDOW,
  origins,
  status: 'no-fault-visible',
  finding: 'No fault is visible.',
});
type Options = Partial<Omit<PlanInput, 'map' | 'health'>>;
const plan = (map: string, health: string, options: Options = {}): Plan =>
  planRestart({
    map: mapOf(map),
    health: healthOf(health, 'k h'),
    target: 't',
    window: WINDOW,
    scope: 'failing',
    diagnosis: diagnosis(),
    ...options,
  });
const steps = (made: Plan) => made.waves.flatMap((wave) => wave.steps);
const step = (made: Plan, id: ServiceId) => steps(made).find(({ service }) => service === id);
const waves = (made: Plan) => made.waves.map((wave) => wave.steps.map(({ service }) => service).join(' ')).join(' | ');

describe('a what-if', () => {
  it('that leaves a service out strands whoever needs it, over the path on the map, and lets the others come up', () => {
    const made = plan(CHAIN, HEALTH, { whatIf: { without: { services: ['d'] } } });
    expect(waves(made)).toBe('g | c | t');
    expect(made.whatIf).toMatchObject({
      lost: ['d'],
      comesUp: ['g'],
      stranded: [
        { service: 'c', inPlan: true, obstacles: [{ service: 'd', why: 'left-out', path: ['c', 'd'] }] },
        { service: 't', inPlan: true, obstacles: [{ service: 'd', why: 'left-out', path: ['t', 'c', 'd'] }] },
      ],
      before: { waves: 4, steps: 4, minutes: null },
      after: { waves: 1, steps: 1, minutes: null },
    });
    expect(made.finding).toMatch(/^What if without Service D: The failing .+\. Only 1 service of them comes up\.$/);
    expect(step(made, 't')?.blockedBy).toEqual(['d']);
    expect(step(made, 'c')?.reason).toBe(
      'After Service G, over Service D. Needs Service D too, which the what-if leaves out. 1 service waits for it.',
    );
  });

  it('that leaves out a healthy service strands what needs it, in the plan or not', () => {
    const made = plan(CHAIN, HEALTH, { whatIf: { without: { services: ['h'] } } });
    expect(made.whatIf?.stranded.map(({ service, inPlan }) => [service, inPlan])).toEqual([
      ['k', false],
      ['t', true],
    ]);
  });

  it('that leaves out a region takes with it the services that run nowhere else', () => {
    const map = mapOf(CHAIN);
    const east = (id: string) => (id === 'g' ? ['East'] : id === 'd' ? ['East', 'West'] : ['West']);
    const places = new Map<ServiceId, readonly Place[]>(
      map.services.map(({ id }) => [id, east(id).map((region) => ({ region, instances: [`${id}-${region}`] }))]),
    );
    const moved = { ...map, services: map.services.map((one) => ({ ...one, regions: east(one.id) })) };
    const ask = (whatIf: PlanInput['whatIf']) =>
      planRestart({
        map: moved,
        health: healthOf(HEALTH),
        target: 't',
        window: WINDOW,
        scope: 'failing',
        diagnosis: diagnosis(),
        places,
        whatIf,
      });
    const lost = ask({ without: { regions: ['East'] } });
    expect(lost.whatIf?.lost).toEqual(['g']);
    expect(step(lost, 'd')).toMatchObject({ regions: ['West'], instances: 1, blockedBy: ['g'] });
    const standIn = ask({ without: { regions: ['East'] }, with: { regions: ['North'] } });
    expect(standIn.whatIf).toMatchObject({ lost: [], stranded: [] });
    expect(step(standIn, 'g')?.regions).toEqual(['North']);
  });

  it('that leaves out a dependency lets the client come up without it', () => {
    const made = plan(CHAIN, HEALTH, { whatIf: { without: { dependencies: [{ client: 'c', server: 'd' }] } } });
    expect(step(made, 'c')?.after).toEqual([]);
    expect(made.whatIf?.stranded).toEqual([]);
    expect(made.waves.at(-1)?.steps.map(({ service }) => service)).toContain('t');
  });

  it('that adds a dependency, a service of the case and one that the case does not know, orders them too', () => {
    const made = plan(CHAIN, HEALTH, {
      whatIf: { with: { services: ['k', 'new'], dependencies: [{ client: 'g', server: 'new' }] } },
    });
    expect(waves(made)).toBe('k new | g | d | c | t');
    expect(step(made, 'new')).toMatchObject({ assumed: true, instances: 0 });
  });
});

describe('services picked by hand', () => {
  it('are restarted alone, and wait for each other over services that stay as they are', () => {
    const made = plan(CHAIN, '', { scope: 'chosen', services: ['t', 'g'] });
    expect(waves(made)).toBe('g | t');
    expect(step(made, 't')).toMatchObject({ after: ['g'], indirect: ['g'], blockedBy: [] });
  });

  it('are blocked by a failing service that was not picked', () => {
    const made = plan(CHAIN, HEALTH, { scope: 'chosen', services: ['c', 'd'] });
    expect(step(made, 'c')).toMatchObject({ blockedBy: ['g'] });
    expect(step(made, 'd')?.obstacles).toEqual([{ service: 'g', why: 'failing', path: ['d', 'g'] }]);
  });
});

describe('minutes', () => {
  const given = { t: 2, c: 5, g: 3 };

  it('give each step its earliest start, mark the critical path, and say what is missing', () => {
    const made = plan(CHAIN, HEALTH, { minutes: given });
    expect(steps(made).map(({ service, start, critical }) => [service, start, critical])).toEqual([
      ['g', 0, true],
      ['d', 3, true],
      ['c', 3, true],
      ['t', 8, true],
    ]);
    expect(made.time).toEqual({ total: 10, critical: 10, path: ['g', 'd', 'c', 't'], missing: ['d'] });
    expect(made.waves.map(({ minutes, missing }) => [minutes, missing])).toEqual([
      [3, 0],
      [null, 1],
      [5, 0],
      [2, 0],
    ]);
  });

  it('are never invented', () => {
    const made = plan(CHAIN, HEALTH);
    expect(made.time).toBeNull();
    expect(steps(made).every(({ minutes, start, critical }) => minutes === null && start === null && !critical)).toBe(
      true,
    );
  });

  it('count once for each round of a rolling restart', () => {
    const places = new Map([
      [
        'g',
        [
          { region: 'East', instances: ['e1'] },
          { region: 'West', instances: ['w1', 'w2'] },
        ],
      ],
    ]);
    const made = plan(CHAIN, HEALTH, { minutes: { '*': 2 }, rolling: 'instance', places });
    expect(step(made, 'g')).toMatchObject({ minutes: 6 });
    expect(step(made, 'g')?.rolling.map(({ instances }) => instances)).toEqual([['e1'], ['w1'], ['w2']]);
    expect(step(made, 'd')).toMatchObject({ minutes: 2, rolling: [], start: 6 });
  });

  it('are read from YAML and CSV, by id or name', () => {
    const read = (text: string) => parseMinutes(text, 'm').map(({ service, minutes }) => [service, minutes]);
    expect(read('# ours\nService G: 3\n"*": 2.5\n')).toEqual([
      ['Service G', 3],
      ['*', 2.5],
    ]);
    expect(read('service,minutes\r\n"Desk, main",4\nsvc-g;3\n')).toEqual([
      ['Desk, main', 4],
      ['svc-g', 3],
    ]);
  });

  it.each([
    ['Service G: three\n', 'm, line 1: “three” is no number of minutes.'],
    ['a,1\nb,-2\n', 'm, line 2: “-2” is no number of minutes.'],
    ['a,1\na,2\n', 'm, line 2: “a” has minutes twice.'],
    ['just words\n', 'm, line 1: no service stands here.'],
  ])('that cannot be read name the line: %j', (text, message) => {
    expect(() => parseMinutes(text, 'm')).toThrow(message);
  });
});

describe('a rolling restart', () => {
  it('begins where the fewest lookups go, and with instances that fail by themselves', () => {
    const health = healthOf(`${HEALTH}; g 14:05-14:20`);
    const own = health.intervals.slice(-1).map((interval) => ({ ...interval, subject: 'w2' }));
    const made = planRestart({
      map: mapOf('t>g:30@West,5@East'),
      health: { ...health, intervals: [...health.intervals, ...own] },
      target: 't',
      window: WINDOW,
      scope: 'failing',
      diagnosis: diagnosis(),
      rolling: 'instance',
      places: new Map([
        [
          'g',
          [
            { region: 'East', instances: ['e1'] },
            { region: 'West', instances: ['w1', 'w2'] },
          ],
        ],
      ]),
    });
    expect(step(made, 'g')?.rolling.map(({ instances, why }) => `${instances.join()}: ${why}`)).toEqual([
      'e1: canary: 5 of 35 lookups',
      'w2: most lookups: 30 of 35 lookups; failing by its own events since 14:05:00',
      'w1: region West goes on',
    ]);
  });
});

describe('a cycle', () => {
  const LOOP = 't>a:5 a>b:90 b>a:40 b>c:60 c>a:50';
  const DOWN = 't 14:08-14:20; a 14:07-14:20; b 14:07-14:20; c 14:07-14:20';
  const taken = (made: Plan) =>
    made.cycles.flatMap(({ breaks }) => breaks.map(({ client, server }) => `${client}>${server}`));

  it('is opened at the dependency that the client can do without longest, by the answers it may keep', () => {
    const ttl = [{ client: 'a', server: 'b', seconds: 3600 }];
    const made = plan('t>a:5 a>b:90 b>a:40', DOWN, { ttl });
    expect(made.cycles[0]?.break).toMatchObject({
      client: 'a',
      server: 'b',
      why: 'the weakest of the cycle: 90 lookups against 40 of the strongest, answers kept for 60 min',
    });
    expect(plan('t>a:5 a>b:90 b>a:40', DOWN).cycles[0]?.break).toMatchObject({ client: 'b', server: 'a' });
  });

  it('is said in the reason of the step that starts without what it needs, and so is what a what-if leaves out', () => {
    const loop = plan('t>a:5 a>b:90 b>a:40', DOWN);
    expect(step(loop, 'b')?.reason).toContain('Starts without Service A: the cycle is opened here.');
    expect(step(loop, 'b')?.reason).not.toContain('Depends on nothing');
    const gone = plan('t>a:5 a>b:9', DOWN, { whatIf: { without: { services: ['b'] } } });
    expect(step(gone, 'a')?.reason).toContain('Needs Service B too, which the what-if leaves out.');
    const without = { dependencies: [{ client: 'a', server: 'b' }] };
    const spurned = plan('t>a:5 a>b:9', DOWN, { whatIf: { without } });
    expect(step(spurned, 'a')?.reason).toContain('Does without Service B: the what-if leaves the dependency out.');
  });

  it('a dependency that is left out and not there, or added and there, is said to change nothing', () => {
    const made = plan('t>a:5 a>b:9', DOWN, {
      whatIf: {
        without: { dependencies: [{ client: 'b', server: 'a' }] },
        with: { dependencies: [{ client: 't', server: 'a' }] },
      },
    });
    expect(made.whatIf?.idle).toMatchObject([
      { side: 'without', client: 'b', server: 'a', near: [{ client: 'a', server: 'b' }, {}] },
      { side: 'with', client: 't', server: 'a', near: [] },
    ]);
  });

  it('a service that is added and planned already, or left out and not concerned, is said to change nothing', () => {
    const made = plan('t>a:5 a>b:9 x>y:3', DOWN, {
      whatIf: { without: { services: ['y'] }, with: { services: ['a'] } },
    });
    expect(made.whatIf?.idleServices).toMatchObject([
      { side: 'without', service: 'y' },
      { side: 'with', service: 'a' },
    ]);
    expect(plan('t>a:5 a>b:9', DOWN, { whatIf: { without: { services: ['b'] } } }).whatIf?.idleServices).toEqual([]);
  });

  it('a dependency that is added and closes a loop is kept before all that were seen, and broken as what it is', () => {
    const whatIf = { with: { dependencies: [{ client: 'b', server: 't' }] } };
    const made = plan('t>a:5 a>b:90', DOWN, { whatIf });
    expect(taken(made)).toEqual(['t>a']);
    expect(made.cycles.map((cycle) => loopWords(cycle, nameOf))).toEqual([
      'Service A → Service B → Service T → Service A',
    ]);
    const chosen = plan('t>a:5 a>b:90', DOWN, { whatIf, breaks: [{ client: 'b', server: 't' }] });
    expect(taken(chosen)).toEqual(['b>t']);
    expect(chosen.cycles[0]?.break.why).toBe('chosen by the analyst; added by the what-if');
  });

  it('is opened where the analyst says, if that opens it', () => {
    const made = plan(LOOP, DOWN, { breaks: [{ client: 'a', server: 'b' }] });
    expect(taken(made)).toEqual(['a>b']);
    expect(made.cycles[0]?.break.why).toBe('chosen by the analyst; 90 lookups');
    expect(waves(made)).toBe('a | c | b | t');
  });

  it('is opened further where the choice does not open it alone', () => {
    const made = plan(LOOP, DOWN, { breaks: [{ client: 'c', server: 'a' }] });
    expect(taken(made)).toEqual(['c>a', 'b>a']);
    expect(made.cycles[0]?.breaks.map(({ chosen }) => chosen)).toEqual([true, false]);
  });

  it('refuses a break that is no dependency, stands in no cycle, or opens nothing, and says which', () => {
    const breaks = [
      { client: 't', server: 'c' },
      { client: 't', server: 'a' },
      { client: 'a', server: 'b' },
      { client: 'b', server: 'c' },
    ];
    expect(plan(LOOP, DOWN, { breaks }).refused).toEqual([
      {
        client: 't',
        server: 'c',
        why: 'no such dependency is on the map of the window',
        near: [
          { client: 'b', server: 'c' },
          { client: 't', server: 'a' },
        ],
      },
      { client: 't', server: 'a', why: 'it stands in no cycle, so it has to be respected' },
      { client: 'b', server: 'c', why: 'it opens nothing that the other breaks leave closed' },
    ]);
  });
});

describe('an old alarm', () => {
  it('is marked as one that may be left out where the diagnosis gives it little weight', () => {
    const made = plan('t>g:5 t>x:5', 't 14:07-14:20; g 14:05-14:20; x 13:10-14:50', {
      diagnosis: diagnosis([
        { service: 'g', score: 0.8 },
        { service: 'x', score: 0.2 },
      ]),
    });
    expect(step(made, 'x')?.doubt).toBe(
      'Failing since 13:10:00, before the incident; the diagnosis gives it little weight: it may be left out.',
    );
    expect(step(made, 'g')?.doubt).toBeNull();
  });
});

describe('two plans', () => {
  it('compared name what was added, left out, moved and changed', () => {
    const before = plan(CHAIN, HEALTH, { minutes: { g: 3 } });
    const after = plan(CHAIN, HEALTH, {
      minutes: { g: 4 },
      whatIf: { without: { services: ['d'] }, with: { services: ['h'] } },
    });
    expect(comparePlans(before, after, true)).toMatchObject({
      added: [{ service: 'h', wave: 1 }],
      gone: [{ service: 'd', wave: 2 }],
      moved: [
        { service: 'c', from: 3, to: 2 },
        { service: 't', from: 4, to: 3 },
      ],
      changed: [{ service: 'g', what: ['minutes: 3 min → 4 min'] }],
      same: 0,
    });
  });
});

describe('the runbook', () => {
  const made = plan(CHAIN, HEALTH, { whatIf: { without: { services: ['d'] } } });

  it('as CSV has a line for each step, with what it waits for and what blocks it', () => {
    const lines = planToCsv(made, nameOf).trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^2,c,Service C,"After Service G, over Service D\. .*",g,d,2,West,/);
  });

  it('as Markdown has tick boxes, those that are done ticked, and lets no name be read as markup', () => {
    const services = mapOf(CHAIN).services.map(({ id }) => ({ id, name: `*${nameOf(id)}*` }));
    const text = planToMarkdown(made, { ...summary, services }, ['g']);
    expect(text).toContain(`digest \`${summary.digest}\``);
    expect(text).toContain('## Signed');
    expect(text).toContain('- [x] **\\*Service G\\***');
    expect(text).toContain('- [ ] **\\*Service C\\***');
    expect(text).toContain('**May not come up.** Needs \\*Service D\\*, which is left out.');
    expect(text).toContain('- Stranded: **\\*Service T\\***.');
  });
});
