import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileOf } from '../../../samples/generator/files.ts';
import { heartbeatTable, type Beating } from '../../../samples/generator/heartbeat-tables.ts';
import { SECOND } from '../../../shared/model/time.ts';
import { clock, every, second } from '../../engine-kit/beats.ts';
import { FLEET, REQUESTS, RESPONSES } from '../../engine-kit/fleet.ts';
import { runCli, runCliJson } from '../../engine-kit/run-cli.ts';
import { csv, withCase, type Files } from '../../engine-kit/with-case.ts';

/** Two senders and what they send to, each heard by two others; one sender falls silent for five minutes and asks on. */
const BEATING: readonly Beating[] = [
  {
    emitter: 'c-web',
    detectors: ['c-data', 'orchestrator'],
    every: 2 * SECOND,
    phase: 0,
    silent: [{ from: second(300), to: second(600) }],
    says: true,
  },
  { emitter: 'c-shop', detectors: ['c-data', 'orchestrator'], every: 2 * SECOND, phase: SECOND, says: true },
  { emitter: 'c-data', detectors: ['orchestrator'], every: 5 * SECOND, phase: 0 },
];
const TABLE = heartbeatTable({ path: 'beats.csv', form: 'csv' }, { from: second(0), to: second(900) }, BEATING);
const FILES: Files = {
  ...FLEET,
  'beats.csv': fileOf(TABLE).bytes,
  'requests.csv': csv(REQUESTS, ...every(0, 900, 30).map((s) => `${clock(s)},q${s},c-web,shop.example,A`)),
};

interface HeartbeatsJson {
  readonly window: { readonly from: string; readonly to: string };
  readonly thresholds: object;
  readonly pairs: readonly { readonly emitter: string; readonly intervalMs: number; readonly expected: number }[];
  readonly losses: readonly object[];
  readonly silences: readonly { readonly evidence: readonly { readonly path: string; readonly line: number }[] }[];
}

describe('aftermap heartbeats', () => {
  it('says who fell silent, as one document and as text, and ends with 1 under --check', async () => {
    await withCase(FILES, async ({ call, casePath }) => {
      await call('case.close', {});
      const found = await runCliJson<HeartbeatsJson>('heartbeats', '--case', casePath);
      expect(found.thresholds).toEqual({ missed: 3, share: 0.75, over: 20 });
      expect(found.pairs.map(({ emitter, intervalMs, expected }) => [emitter, intervalMs, expected])).toEqual([
        ['c-data', 5000, 180],
        ['c-shop', 2000, 450],
        ['c-shop', 2000, 450],
        ['c-web', 2000, 450],
        ['c-web', 2000, 450],
      ]);
      expect(found.losses).toHaveLength(2);
      expect(found.silences).toMatchObject([
        {
          emitter: 'c-web',
          service: 'web',
          from: clock(300),
          to: clock(600),
          open: false,
          detectors: ['c-data', 'orchestrator'],
          confidence: 'high',
          verdict: 'active',
          intervalMs: 2000,
        },
      ]);
      expect(found.silences[0]?.evidence[0]).toMatchObject({ path: expect.stringMatching(/beats\.csv$/) as string });

      const tables = [join(dirname(casePath), 'pairs.csv'), join(dirname(casePath), 'losses.csv')] as const;
      const written = ['--csv', tables[0], '--losses-csv', tables[1]];
      const checked = await runCli('heartbeats', '--case', casePath, '--check', ...written);
      expect(await readFile(tables[0], 'utf8')).toContain('\r\nc-data,orchestrator,5000,learned,180,');
      expect((await readFile(tables[1], 'utf8')).split('\r\n')[1]).toMatch(/^silence,active,emitter-silent,c-web,web,/);
      expect(checked).toMatchObject({ code: 1, err: '' });
      expect(checked.out).toContain('! c-web (Web): half-dead');

      const before = ['--from', clock(0), '--to', clock(200)];
      expect(await runCli('heartbeats', '--case', casePath, '--check', ...before)).toMatchObject({ code: 0 });
      expect((await runCliJson<{ ok: boolean }>('verify', '--case', casePath)).ok).toBe(true);
      expect(await runCli('heartbeats', '--case', casePath, '--share', '750')).toMatchObject({ code: 2 });
    });
  });
});

describe('a service whose runtime fell silent', () => {
  it('is the origin of the fault of a service that depends on it, with its last beat as evidence', async () => {
    const silent = BEATING.map((one) =>
      one.emitter === 'c-shop'
        ? { ...one, silent: [{ from: second(300), to: second(600), restart: true }] }
        : { ...one, silent: [] },
    );
    const span = { from: second(0), to: second(900) };
    const files = {
      ...FILES,
      'beats.csv': fileOf(heartbeatTable({ path: 'beats.csv', form: 'csv' }, span, silent)).bytes,
      'responses.csv': csv(
        RESPONSES,
        ...every(0, 900, 30).map((s) => `${clock(s)},q${s},c-web,shop.example,A,NOERROR,10.0.0.2`),
      ),
      'health.csv': csv(
        'timestamp,service_id,status,kind',
        ...every(0, 900, 30).map((s) => `${clock(s)},web,${s >= 330 && s < 600 ? 'error' : 'ok'},error`),
      ),
    };
    await withCase(files, async ({ call }) => {
      const { origins, failing } = await call('diagnosis.read', { service: 'web' });
      expect([...failing].sort()).toEqual(['shop', 'web']);
      expect(origins[0]).toMatchObject({
        service: 'shop',
        witness: 'heartbeats',
        onset: second(301),
        path: [{ service: 'web' }, { service: 'shop' }],
      });
      const told = origins[0]?.for.find(({ text }) => text.includes('heartbeats of c-shop'));
      expect(told?.citation?.path).toMatch(/beats\.csv$/);
    });
  });
});
