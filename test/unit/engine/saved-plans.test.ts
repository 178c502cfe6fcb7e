import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import type { PlanQuestion } from '../../../shared/model/plan.ts';
import { runCli, runCliJson } from '../../engine-kit/run-cli.ts';
import { sampleCase } from '../../engine-kit/sample.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TARGET = 'Order Intake Portal';
const AT = Date.UTC(2026, 2, 5) * 1000;
const question: PlanQuestion = { service: TARGET, minutes: { 'Service G': 3 } };

let folder: string;
let file: string;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftermap-test-'));
  file = join(folder, 'outage.aftermap');
  engine = createEngine({ limits: { memory: '1GB', threads: 1 } });
  await sampleCase('container-outage', file);
  await engine.call('case.open', { path: file });
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

describe('a plan that is kept in the case', () => {
  it('comes back as it was made, with its question, ticks, signatures and the digest of the evidence', async () => {
    const signature = { role: 'prepared', name: 'A. Analyst', at: AT } as const;
    const head = await engine.call('plan.save', {
      name: 'first',
      question,
      done: ['svc-service-g'],
      signatures: [signature],
      at: AT,
    });
    const { digest } = await engine.call('case.summary', {});
    expect(head).toMatchObject({
      name: 'first',
      savedAt: AT,
      digest,
      outdated: false,
      signatures: [signature],
      done: ['svc-service-g'],
    });
    const kept = await engine.call('plan.saved', { id: head.id });
    expect(kept.plan).toEqual(await engine.call('plan.read', question));
    expect(kept.question).toMatchObject({ service: 'svc-order-intake', window: kept.plan.window });
    expect(await engine.call('plan.read', kept.question)).toEqual(kept.plan);
  });

  it('is not replaced by another of its name, and an empty plan is not kept', async () => {
    await expect(engine.call('plan.save', { name: 'first', question, at: AT })).rejects.toThrow('already kept');
    const nobody = { service: TARGET, scope: 'chosen', services: [] } as const;
    await expect(engine.call('plan.save', { name: 'none', question: nobody, at: AT })).rejects.toThrow('not kept');
    expect((await engine.call('plans.list', {})).plans.map(({ name }) => name)).toEqual(['first']);
  });

  it('is signed by others too, prints their names, and can be deleted', async () => {
    const { id } = await engine.call('plan.save', { name: 'second', question, at: AT });
    const signature = { role: 'approved', name: '<B. Boss>', at: AT } as const;
    expect((await engine.call('plan.sign', { id, signature, done: ['svc-service-d'] })).done).toEqual([
      'svc-service-d',
    ]);
    await expect(engine.call('plan.sign', { id, signature: { ...signature, at: AT + 1 } })).rejects.toThrow(
      'stands for the plan “second” as approved already',
    );
    const { html } = await engine.call('plan.html', { plan: { saved: id }, paper: 'letter' });
    expect(html).toContain('&lt;B. Boss&gt;, 2026-03-05 00:00:00 UTC');
    expect(html).toContain('size: letter');
    await engine.call('plan.delete', { id });
    await expect(engine.call('plan.saved', { id })).rejects.toThrow('no saved plan');
  });

  it('is compared with another, kept or only asked for', async () => {
    const { plans } = await engine.call('plans.list', {});
    const found = await engine.call('plan.compare', {
      a: { saved: plans[0]?.id ?? 0 },
      b: { question: { ...question, whatIf: { without: { services: ['Service D'] } } } },
    });
    expect(found).toMatchObject({ gone: [{ service: 'svc-service-d', wave: 2 }], sameEvidence: true });
    expect(found.whatIfs).toEqual({ before: null, after: { without: { services: ['svc-service-d'] }, with: {} } });
  });

  it('changes nothing of the evidence or the map, and says so when other evidence comes', async () => {
    const before = await engine.call('case.summary', {});
    await engine.call('plan.save', { name: 'third', question, at: AT });
    expect(await engine.call('case.summary', {})).toEqual(before);
    const more = join(folder, 'more.csv');
    await writeFile(more, 'timestamp,service_id,status\n2026-03-04T14:50:00Z,svc-service-d,ok\n');
    await engine.call('evidence.import', { paths: [more] });
    expect((await engine.call('plans.list', {})).plans.map(({ outdated }) => outdated)).toEqual([true, true]);
  });
});

describe('on the command line', () => {
  beforeAll(() => engine.call('case.close', {}));

  it('a plan is asked for with what-if, minutes and rolling, kept, signed, compared and shown', async () => {
    const minutes = join(folder, 'minutes.csv');
    await writeFile(minutes, 'service,minutes\nService G,3\n*,2\n');
    const plan = ['plan', '--case', file, '--service', TARGET, '--minutes', minutes];
    const made = await runCliJson<{ time: { total: number }; waves: { steps: { blockedBy: string[] }[] }[] }>(
      ...[
        ...plan,
        '--rolling',
        'region',
        '--without-region',
        'USCentral',
        '--save',
        'one',
        '--signed-by',
        'A. Analyst',
      ],
    );
    expect(made.time.total).toBe(9);
    const two = await runCli(...plan, '--services', 'Service D,Service G', '--save', 'two', '--format', 'csv');
    expect(two.out.split('\r\n')[1]).toMatch(/^1,svc-service-g,Service G,/);
    const compared = await runCliJson<{ gone: { service: string }[] }>(
      'plans',
      '--case',
      file,
      '--compare',
      'one',
      'two',
    );
    expect(compared.gone.map(({ service }) => service)).toEqual(['svc-container-mgmt', 'svc-order-intake']);
    const signed = await runCli('plans', '--case', file, '--sign', 'two', '--by', 'B. Boss', '--role', 'approved');
    expect(signed.out).toMatch(/two .* approved B\. Boss/);
    const { plan: shown } = await runCliJson<{ plan: { window: { from: string } } }>(
      'plans',
      '--case',
      file,
      '--show',
      'one',
    );
    expect(shown.window.from).toBe('2026-03-04T13:37:10.000Z');
  });

  it.each([
    [['--break', 'Service D'], '--break "Service D" is not a dependency'],
    [['--without-region', 'Mars'], 'No service runs in a region "Mars"'],
    [['--scope', 'chosen'], '--scope chosen and --services go together'],
    [['--save', ''], '--save is given with nothing in it'],
    [['--paper', 'letter'], '--paper goes with --html or --pdf'],
    [['--without-region', 'USWest', '--with-region', 'USWest'], 'leaves out region USWest and adds it'],
    [['--without-dependency', 'Service G>Service D'], 'no such dependency is on the map of the window'],
  ])('wrong use of plan ends with 2 and says what is wrong: %j', async (options, message) => {
    const { code, err } = await runCli('plan', '--case', file, '--service', TARGET, ...options);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
