import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { runCli, runCliJson } from '../../engine-kit/run-cli.ts';
import { sampleCase } from '../../engine-kit/sample.ts';

let folder: string;
let file: string;
let other: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftermap-test-'));
  [file, other] = [join(folder, 'desk.aftermap'), join(folder, 'other.aftermap')];
  await sampleCase('cycle-and-blind-spot', file);
  await copyFile(file, other);
});
afterAll(() => rm(folder, { recursive: true }));

interface Document {
  readonly window: { readonly from: string; readonly to: string };
  readonly against: { readonly from: string; readonly to: string };
  readonly againstCase: { readonly path: string } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly dependencies: readonly {
    readonly change: string;
    readonly window: Readonly<Record<string, unknown>>;
    readonly causes: readonly { readonly citations: readonly { readonly path: string; readonly line: number }[] }[];
  }[];
}

/** The two halves of the case, as options. */
async function halves(): Promise<readonly string[]> {
  const { window } = await runCliJson<Document>('map', '--case', file);
  const middle = new Date((Date.parse(window.from) + Date.parse(window.to)) / 2).toISOString();
  return ['--from', middle, '--to', window.to, '--against-from', window.from, '--against-to', middle];
}

describe('aftermap compare', () => {
  it('gives its document: windows, counts that add up, dependencies with both uses, causes with records', async () => {
    const found = await runCliJson<Document>('compare', '--case', file, ...(await halves()));
    expect(Object.keys(found.counts)).toEqual(['added', 'gone', 'moved', 'changed', 'same', 'not-observable']);
    expect(Object.values(found.counts).reduce((sum, n) => sum + n, 0)).toBe(found.dependencies.length);
    expect(found.againstCase).toBeNull();
    expect(found.against.to).toBe(found.window.from);
    expect(found.dependencies[0]?.window).toEqual(
      expect.objectContaining({
        lookups: expect.any(Number) as unknown,
        perHour: expect.any(Number) as unknown,
        coveredSeconds: expect.any(Number) as unknown,
      }),
    );
    const differing = found.dependencies.filter(({ change }) => change !== 'same');
    expect(differing.length).toBeGreaterThan(0);
    for (const { causes } of differing)
      expect(causes[0]?.citations[0]).toMatchObject({ line: expect.any(Number) as unknown });
  });

  it('writes the table as CSV and the sheet as HTML, and tells people why', async () => {
    const [csv, html] = [join(folder, 'changes.csv'), join(folder, 'changes.html')];
    const { out, code } = await runCli('compare', '--case', file, ...(await halves()), '--csv', csv, '--html', html);
    expect(code).toBe(0);
    expect(out).toContain('dependencies = ');
    expect(out).toContain('Why');
    expect(await readFile(csv, 'utf8')).toMatch(/^change,client,client_name,server,server_name,differences,/);
    expect(await readFile(html, 'utf8')).toContain('Two windows compared');
  });

  it('holds a case against another, all of it unless a window is given: a copy of itself is the same', async () => {
    const found = await runCliJson<Document>('compare', '--case', file, '--against-case', other);
    expect(found.againstCase?.path).toBe(other);
    expect(found.counts).toMatchObject({ added: 0, gone: 0, moved: 0, changed: 0 });
    expect(found.window).toEqual(found.against);
  });

  it('ends with 2 where there is nothing to compare with, half a window, or the same case', async () => {
    const codes = await Promise.all(
      [[], ['--against-from', '2026-01-01T00:00:00Z'], ['--against-case', file]].map(
        async (options) => (await runCli('compare', '--case', file, ...options)).code,
      ),
    );
    expect(codes).toEqual([2, 2, 2]);
  });

  it('ends with 3, and prints a document without content, where the other case is none, missing, newer or out of date', async () => {
    const [none, newer, stale] = ['none', 'newer', 'stale'].map((name) => join(folder, `${name}.aftermap`));
    await writeFile(none ?? '', 'no case');
    for (const [path, change] of [
      [newer, 'update case_info set format = 99'],
      [stale, `update build_state set statements = 'of another version'`],
    ] as const) {
      await copyFile(file, path ?? '');
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      await connection.run(change);
      connection.closeSync();
      instance.closeSync();
    }
    for (const path of [none, join(folder, 'nowhere.aftermap'), newer, stale]) {
      const { code, out, err } = await runCli('compare', '--case', file, '--against-case', path ?? '', '--json');
      expect(code, path).toBe(3);
      expect(JSON.parse(out), path).toMatchObject({ dependencies: [], services: [] });
      expect(err, path).toContain('aftermap: ');
    }
  });
});
