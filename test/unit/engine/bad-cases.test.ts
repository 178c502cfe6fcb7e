import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../main/engine/engine.ts';
import type { FailureCode } from '../../../shared/failure.ts';
import { at, FLEET, micros, REQUESTS, RESPONSES } from '../../engine-kit/fleet.ts';
import { told } from '../../engine-kit/reduced.ts';
import { startCli } from '../../engine-kit/run-cli.ts';
import { sampleCase, sampleFolder } from '../../engine-kit/sample.ts';
import { countsPerKind } from '../../engine-kit/truth.ts';
import { csv, withCase, withFolder, writeFiles } from '../../engine-kit/with-case.ts';

/** What opening the file says. */
async function opening(path: string): Promise<{ code: FailureCode; message: string; hint: string }> {
  const engine = createEngine();
  try {
    await engine.call('case.open', { path });
    return expect.unreachable('it opened');
  } catch (error) {
    return error as { code: FailureCode; message: string; hint: string };
  } finally {
    await engine.close();
  }
}

async function statements(path: string, ...texts: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const text of texts) await connection.run(text);
  connection.closeSync();
  instance.closeSync();
}

describe('a file that is no case', () => {
  it.each([
    ['notes.txt', 'The outage began at two.\n'.repeat(1000)],
    ['short.aftermap', 'x'],
    ['empty.aftermap', ''],
  ])('%s is refused, named, and left as it was', async (name, text) => {
    await withFolder(async (folder) => {
      const path = join(folder, name);
      await writeFile(path, text);
      const failure = await opening(path);
      expect(failure).toMatchObject({ code: 'not-a-case', message: expect.stringContaining(name) as string });
      expect(failure.hint).toMatch(/Choose a file/);
      expect((await stat(path)).size).toBe(text.length);
    });
  });

  it('but another DuckDB database is refused and left alone', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'sales.duckdb');
      await statements(path, 'create table sales as select 42 as n');
      expect(await opening(path)).toMatchObject({
        code: 'not-a-case',
        message: expect.stringContaining('not an Aftermap case') as string,
      });
      const engine = createEngine();
      await expect(engine.call('case.open', { path, create: true })).rejects.toMatchObject({ code: 'not-a-case' });
      await engine.close();
      await statements(path, 'select n from sales');
    });
  });

  it('or is not there is refused, with how to make one', async () => {
    await withFolder(async (folder) => {
      expect(await opening(join(folder, 'gone.aftermap'))).toMatchObject({
        code: 'not-found',
        hint: expect.stringContaining('import') as string,
      });
      const engine = createEngine();
      await expect(
        engine.call('case.open', { path: join(folder, 'no', 'x.aftermap'), create: true }),
      ).rejects.toMatchObject({ code: 'not-found' });
      await engine.close();
    });
  });

  it('is refused where it is a folder', async () => {
    await withFolder(async (folder) => {
      expect(['unreadable', 'not-a-case']).toContain((await opening(folder)).code);
    });
  });
});

describe('a case', () => {
  it('whose map another version of the program built is built anew', async () => {
    await withCase(FLEET, async ({ call, casePath, map }) => {
      const before = await map();
      await call('case.close', {});
      await statements(casePath, "update build_state set statements = 'others'", 'drop view dependency_hour');
      await call('case.open', { path: casePath });
      expect(await map()).toEqual(before);
    });
  });

  it('from a newer version is refused, with the version that made it', async () => {
    await withCase(FLEET, async ({ call, casePath }) => {
      await call('case.close', {});
      await statements(casePath, `update case_info set format = 99, program = 'Aftermap 9.0.0'`);
      const failure = await opening(casePath);
      expect(failure).toMatchObject({
        code: 'newer-case',
        message: expect.stringContaining('Aftermap 9.0.0') as string,
      });
      expect(failure.hint).toMatch(/newer/);
    });
  });

  it('from an earlier version is refused, is left as it is, and says what to do', async () => {
    await withCase(FLEET, async ({ call, casePath }) => {
      await call('case.close', {});
      await statements(casePath, 'update case_info set format = 1');
      const before = await readFile(casePath);
      const failure = await opening(casePath);
      expect(failure).toMatchObject({ code: 'older-case' });
      expect(failure.hint).toMatch(/[Ii]mport the evidence again/);
      expect((await readFile(casePath)).equals(before)).toBe(true);
    });
  });

  it('that another process writes is refused as in use, and opens when that process is gone', async () => {
    await withCase(FLEET, async ({ call, casePath, folder }) => {
      await call('case.close', {});
      const holder = join(folder, 'holder.mjs');
      const duckdb = import.meta.resolve('@duckdb/node-api');
      await writeFile(
        holder,
        `import { DuckDBInstance } from '${duckdb}';
const instance = await DuckDBInstance.create(process.argv[2]);
const connection = await instance.connect();
await connection.run('select 1');
console.log('open');
setInterval(() => connection, 1000);`,
      );
      const { spawn } = await import('node:child_process');
      const child = spawn(process.execPath, [holder, casePath], { stdio: ['ignore', 'pipe', 'inherit'] });
      try {
        await once(child.stdout, 'data');
        expect(await opening(casePath)).toMatchObject({
          code: 'in-use',
          hint: expect.stringContaining('Close') as string,
        });
      } finally {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
      expect((await call('case.open', { path: casePath })).sources).toHaveLength(3);
    });
  });

  it('can be read by any DuckDB shell', async () => {
    await withCase(FLEET, async ({ call, casePath }) => {
      await call('case.close', {});
      await statements(casePath, 'select count(*) from service', 'from dependency_minute');
    });
  });
});

describe('an import that stops half-way', () => {
  const many = (part: string) =>
    csv(REQUESTS, ...Array.from({ length: 20_000 }, (_, i) => `${1772618400 + i},${part}-${i},c-web,shop.example,A`));
  const evidence = {
    ...FLEET,
    'q1.csv': many('one'),
    'q2.csv': many('two'),
    'q3.csv': many('three'),
    'r.csv': csv(
      RESPONSES,
      ...Array.from({ length: 5000 }, (_, i) => `${1772618400 + i},one-${i},c-web,shop.example,A,NOERROR,10.0.0.2`),
    ),
  };

  it('by the analyst says so, keeps whole files only, and goes on to the same map', async () => {
    const whole = await withCase(evidence, async ({ map, sources }) => ({
      map: await map(),
      counts: countsPerKind(sources),
    }));
    await withFolder(async (folder) => {
      const paths = await writeFiles(join(folder, 'evidence'), evidence);
      let seen = 0;
      const engine = createEngine({
        onProgress: ({ step }) => {
          if (step.startsWith('Reading q2') && seen++ === 0) void engine.call('work.cancel', {});
        },
      });
      await engine.call('case.open', { path: join(folder, 'x.aftermap'), create: true });
      await expect(engine.call('evidence.import', { paths: [...paths] })).rejects.toMatchObject({ code: 'cancelled' });
      const { sources } = await engine.call('case.summary', {});
      expect(sources.length).toBeLessThan(paths.length);
      for (const { records, accepted, repeated, rejected } of sources)
        expect(accepted + repeated + rejected).toBe(records);
      const again = await engine.call('evidence.import', { paths: [...paths] });
      const map = await engine.call('map.read', {});
      expect({ map, counts: countsPerKind(again.sources) }).toEqual(whole);
      await engine.close();
    });
  });

  it.each(['Reading edge-requests', 'Counting dependencies'])(
    'because the process is killed at "%s" leaves a case that opens, and goes on to the same map',
    async (moment) => {
      await withFolder(async (folder) => {
        const path = join(folder, 'x.aftermap');
        const from = join(sampleFolder('container-outage'), 'evidence');
        const child = startCli(['import', from, '--case', path]);
        child.stderr?.setEncoding('utf8').on('data', (text: string) => {
          if (text.includes(moment)) child.kill('SIGKILL');
        });
        await once(child, 'close');
        expect(child.signalCode).toBe('SIGKILL');

        const engine = createEngine();
        await engine.call('case.open', { path });
        await engine.call('evidence.import', { paths: [from] });
        const resumed = {
          map: await engine.call('map.read', {}),
          sources: (await engine.call('case.summary', {})).sources,
        };
        const fresh = join(folder, 'fresh.aftermap');
        await sampleCase('container-outage', fresh);
        await engine.call('case.open', { path: fresh });
        expect(resumed.map).toEqual(await engine.call('map.read', {}));
        expect(countsPerKind(resumed.sources)).toEqual(countsPerKind((await engine.call('case.summary', {})).sources));
        await engine.close();
      });
    },
  );
});

describe('opening the same evidence again', () => {
  const files = {
    ...FLEET,
    'q.csv': csv(REQUESTS, `${at('10:00:00')},a,c-web,shop.example,A`),
    'r.csv': csv(RESPONSES, `${at('10:00:00')},a,c-web,shop.example,A,NOERROR,10.0.0.2`),
  };

  it('changes nothing: not the map, not the sources, not the digest', async () => {
    await withCase(files, async ({ map, call, add }) => {
      const before = { map: await map(), summary: await call('case.summary', {}) };
      await add(files);
      expect({ map: await map(), summary: await call('case.summary', {}) }).toEqual(before);
    });
  });

  it('from another path changes nothing and says which source has the same bytes', async () => {
    await withCase(files, async ({ map, add }) => {
      const [copy] = await add({ 'copy/q.csv': files['q.csv'] });
      expect(copy).toMatchObject({
        accepted: 0,
        repeated: 1,
        sameAs: expect.stringMatching(/evidence.q\.csv$/) as string,
      });
      expect(told(await map())).toEqual(['web → shop 1']);
    });
  });

  it('is evidence of its own where its folder or its time makes it say something else', async () => {
    const listed = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0 128 0.0.0.0:443 0.0.0.0:*\n';
    const at10 = { at: micros('10:00:00') };
    await withCase(
      { 'host=c-web/ss.txt': listed },
      async ({ call, add }) => {
        const other = await add({ 'host=c-shop/ss.txt': listed }, at10);
        const later = await add({ 'host=c-web/later.txt': listed }, { at: micros('10:05:00') });
        const copy = await add({ 'copy/host=c-web/ss.txt': listed }, { at: micros('10:00:01') });
        const again = await add({ 'host=c-web/ss.txt': listed }, { at: micros('10:30:00') });
        expect([other, later, copy, again].map(([one]) => [one?.accepted, one?.sameAs?.split('/').at(-2)])).toEqual([
          [1, undefined],
          [1, undefined],
          [0, 'host=c-web'],
          [1, undefined],
        ]);
        const { sources, span } = await call('case.summary', {});
        expect(sources).toHaveLength(3);
        expect(span).toEqual({ from: micros('10:00:00'), to: micros('10:05:00') + 1 });
      },
      at10,
    );
  });
});
