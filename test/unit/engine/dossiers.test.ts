import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '../../../shared/model/dossier.ts';
import { openDatabase } from '../../../main/engine/database/connection.ts';
import { query } from '../../../main/engine/database/query.ts';
import { createEngine } from '../../../main/engine/engine.ts';
import { at, FLEET, REQUESTS, RESPONSES } from '../../engine-kit/fleet.ts';
import { parquetOf, zstdOf } from '../../engine-kit/packed.ts';
import { csv, withCase, withFolder, writeFiles, type Files } from '../../engine-kit/with-case.ts';

const N = 5000;
const clock = (i: number) => new Date(Date.parse(at('10:00:00')) + i * 10).toISOString();
const requests = csv(REQUESTS, ...Array.from({ length: N }, (_, i) => `${clock(i)},id-${i},c-web,shop.example,A`));
const responses = csv(
  RESPONSES,
  ...Array.from({ length: N }, (_, i) => `${clock(i)},id-${i},c-web,shop.example,A,NOERROR,10.0.0.2`),
);

/** The steps of a dossier as `role file:line raw`. */
const steps = (dossier: Dossier) =>
  dossier.lookup?.steps.map(
    ({ role, record }) => `${role} ${record.citation.path.split('/').at(-1)}:${record.citation.line} ${record.raw}`,
  ) ?? [];

describe('a dependency leads back to the very lines', () => {
  const forms: readonly (readonly [string, () => Promise<Files>])[] = [
    ['plain', () => Promise.resolve({ 'q.csv': requests, 'r.csv': responses })],
    [
      'CRLF with a byte-order mark',
      () =>
        Promise.resolve({
          'q.csv': `\uFEFF${requests.replaceAll('\n', '\r\n')}`,
          'r.csv': responses.replaceAll('\n', '\r\n'),
        }),
    ],
    ['gz', () => Promise.resolve({ 'q.csv': gzipSync(requests), 'r.csv': gzipSync(responses) })],
    ['zst', async () => ({ 'q.csv': await zstdOf(requests), 'r.csv': await zstdOf(responses) })],
    ['UTF-16', () => Promise.resolve({ 'q.csv': Buffer.from(`\uFEFF${requests}`, 'utf16le'), 'r.csv': responses })],
    [
      'with a torn line in the middle',
      () => Promise.resolve({ 'q.csv': requests.replace(/id-2000.*/, 'torn'), 'r.csv': responses }),
    ],
  ];
  it.each(forms)('of files that are %s', async (_, files) => {
    await withCase({ ...FLEET, ...(await files()) }, async ({ call, map }) => {
      const { window } = await map();
      for (const index of [0, 4094, 4097, N - 1]) {
        const dossier = await call('dependency.dossier', { client: 'web', server: 'shop', window, index });
        const line = index + 2;
        expect(steps(dossier)).toEqual([
          `request q.csv:${line} ${clock(index)},id-${index},c-web,shop.example,A`,
          `response r.csv:${line} ${clock(index)},id-${index},c-web,shop.example,A,NOERROR,10.0.0.2`,
          'source vm.csv:2 c-web,sub-web,r-web,East,,',
          'client tree.csv:2 web,Web,sub-web,,',
          'address ip.csv:3 10.0.0.2,sub-shop,r-shop,East,,',
          'server tree.csv:3 shop,Shop,sub-shop,,',
        ]);
        expect(dossier).toMatchObject({ index, count: N, contested: 0, failures: 0 });
      }
    });
  });

  it('of Parquet files, to the row', async () => {
    await withCase({ ...FLEET, 'q.parquet': await parquetOf(requests), 'r.csv': responses }, async ({ call, map }) => {
      const { window } = await map();
      const dossier = await call('dependency.dossier', { client: 'web', server: 'shop', window, index: 4096 });
      const request = dossier.lookup?.steps[0]?.record;
      expect(request?.citation.line).toBe(4097);
      expect(JSON.parse(request?.raw ?? '')).toMatchObject({ request_id: 'id-4096' });
    });
  });
});

describe('the dossier', () => {
  const files: Files = {
    ...FLEET,
    'shared.csv': csv('ip,subscription_id,valid_from,valid_to', '10.0.0.9,sub-shop,,', '10.0.0.9,sub-data,,'),
    'q.csv': csv(
      REQUESTS,
      `${at('10:00:00')},a,c-web,both.example,A`,
      `${at('10:01:00')},b,c-data,shop.example,A`,
      `${at('10:02:00')},c,c-web,Shop.Example.,A`,
      `${at('10:03:00')},d,c-web,shop.example,A`,
    ),
    'r.csv': csv(
      RESPONSES,
      `${at('10:00:00')},a,c-web,both.example,A,NOERROR,10.0.0.9`,
      `${at('10:01:00')},b,c-data,shop.example,A,NOERROR,10.0.0.2`,
      `${at('10:02:00')},c,c-web,shop.example,A,SERVFAIL,`,
    ),
  };
  const ask = (index: number) =>
    withCase(files, async ({ call, map }) => {
      const { window } = await map();
      return call('dependency.dossier', { client: 'web', server: 'shop', window, index });
    });

  it('of a contested lookup shows how the server is one of its candidates', async () => {
    const dossier = await ask(0);
    expect(dossier).toMatchObject({ count: 3, lookups: 0, contested: 1, failures: 2 });
    expect(dossier.lookup).toMatchObject({ seenAs: 'contested', answers: ['10.0.0.9'] });
    expect(steps(dossier).slice(-2)).toEqual([
      'address shared.csv:2 10.0.0.9,sub-shop,,',
      'server tree.csv:3 shop,Shop,sub-shop,,',
    ]);
  });

  it('of a failed lookup shows the answer elsewhere that led from its name to the server', async () => {
    const dossier = await ask(1);
    expect(dossier.lookup).toMatchObject({ seenAs: 'failure', responseCode: 'SERVFAIL' });
    expect(steps(dossier)).toEqual([
      `request q.csv:4 ${at('10:02:00')},c,c-web,Shop.Example.,A`,
      `response r.csv:4 ${at('10:02:00')},c,c-web,shop.example,A,SERVFAIL,`,
      'source vm.csv:2 c-web,sub-web,r-web,East,,',
      'client tree.csv:2 web,Web,sub-web,,',
      `response r.csv:3 ${at('10:01:00')},b,c-data,shop.example,A,NOERROR,10.0.0.2`,
      'address ip.csv:3 10.0.0.2,sub-shop,r-shop,East,,',
      'server tree.csv:3 shop,Shop,sub-shop,,',
    ]);
  });

  it('of an unanswered lookup has no response code', async () => {
    expect((await ask(2)).lookup).toMatchObject({ seenAs: 'failure', responseCode: null });
  });

  it('past the last lookup, or of a pair that was never seen, holds none', async () => {
    expect(await ask(3)).toMatchObject({ lookup: null });
    await withCase(files, async ({ call, map }) => {
      const { window } = await map();
      expect(await call('dependency.dossier', { client: 'shop', server: 'web', window, index: 0 })).toMatchObject({
        count: 0,
        lookup: null,
      });
    });
  });
});

describe('evidence that was touched after it was imported', () => {
  const files = { ...FLEET, 'q.csv': csv(REQUESTS, `${at('10:00:00')},a,c-web,shop.example,A`) };

  it('is found by verify, changed or missing, and nothing else is complained of', async () => {
    await withCase(files, async ({ call, folder, sources }) => {
      expect((await call('case.verify', {})).ok).toBe(true);
      const evidence = join(folder, 'evidence');
      await writeFile(join(evidence, 'q.csv'), `${files['q.csv']} `);
      await rm(join(evidence, 'ip.csv'));
      const { ok, checks } = await call('case.verify', {});
      expect(ok).toBe(false);
      const wrong = checks.filter((check) => !check.ok).map(({ name }) => name);
      expect(wrong).toEqual([`hash of ${sources[1]?.path}`, `hash of ${sources[3]?.path}`, 'the map, built again']);
      expect(checks.find(({ name }) => name.endsWith('ip.csv'))?.detail).toMatch(/cannot be read.*Put it back/);
    });
  });

  it('is not shown as if it were the evidence', async () => {
    await withCase(files, async ({ call, folder, casePath }) => {
      await writeFile(join(folder, 'evidence', 'q.csv'), files['q.csv'].replace('shop', 'fake'));
      await rm(join(folder, 'evidence', 'vm.csv'));
      await call('case.open', { path: casePath });
      expect(await call('evidence.read', { source: 4, line: 2 })).toMatchObject({
        raw: null,
        problem: expect.stringContaining('changed') as string,
      });
      expect(await call('evidence.read', { source: 1, line: 2 })).toMatchObject({
        raw: null,
        problem: expect.stringContaining('no longer') as string,
      });
      expect((await call('map.read', {})).lookups.total).toBe(1);
    });
  });
});

describe('DuckDB', () => {
  let folder: string;
  let done: () => void = () => undefined;
  beforeAll(
    () =>
      new Promise<void>((ready) => {
        void withFolder(async (path) => {
          folder = path;
          ready();
          await new Promise<void>((end) => (done = end));
        });
      }),
  );
  afterAll(() => done());

  it('reaches no file but the evidence, and no network, and cannot be told otherwise', async () => {
    const [secret, evidence] = await writeFiles(folder, { 'secret.csv': 'a\n1\n', 'evidence.csv': 'a\n2\n' });
    const database = await openDatabase({ path: join(folder, 'x.duckdb'), mode: 'write', evidence: [evidence ?? ''] });
    try {
      expect(await query(database.connection, `from read_csv('${evidence}')`)).toEqual([{ a: 2 }]);
      for (const text of [
        `from read_csv('${secret}')`,
        `from read_text('${secret}')`,
        `from glob('${folder}/*')`,
        `copy (select 1) to '${join(folder, 'out.csv')}'`,
        `attach '${join(folder, 'other.duckdb')}'`,
        `from read_csv('http://127.0.0.1:1/x.csv')`,
        'set enable_external_access = true',
        `set allowed_paths = ['${secret}']`,
        'install httpfs',
        'load httpfs',
      ]) {
        const found = await query(database.connection, text).catch(() => 'refused');
        expect(Array.isArray(found) && found.length === 0 ? 'refused' : found, text).toBe('refused');
      }
    } finally {
      await database.close();
    }
  });

  it('leaves nothing behind in the folder of temporary files', async () => {
    const database = await openDatabase({ path: ':memory:', mode: 'write', evidence: [] });
    const { scratch } = database;
    await writeFile(join(scratch, 'staged'), 'x');
    await database.close();
    await expect(writeFile(join(scratch, 'late'), 'x')).rejects.toThrow();
  });
});

it('every method of the engine says what is missing when no case is open', async () => {
  const engine = createEngine();
  await expect(engine.call('case.summary', {})).rejects.toMatchObject({
    code: 'usage',
    hint: expect.stringContaining('Open') as string,
  });
  await engine.close();
});
