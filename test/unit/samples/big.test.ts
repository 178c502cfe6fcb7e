import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateBig } from '../../../samples/generator/big.ts';
import { plainMap } from './plain-join.ts';

let folder = '';
let files: readonly string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftermap-big-'));
  files = await generateBig(3000, join(folder, 'one'), 'csv', 'seed');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the big set', () => {
  it('has the rows it promises, whatever the number of lookups', async () => {
    const counts = await Promise.all(files.map(async (path) => [basename(path), await rowsIn(path)] as const));
    expect(Object.fromEntries(counts)).toMatchObject({
      'vm-inventory.csv': 22_000,
      'ip-inventory.csv': 30_000,
      'service-tree.csv': 1100,
      'dns-requests-1.csv': 3000,
    });
  });

  it('is the same for the same seed, and resolves to one service a lookup', async () => {
    const evidence = await Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })));
    const again = await Promise.all(
      (await generateBig(3000, join(folder, 'two'), 'csv', 'seed')).map((path) => readFile(path)),
    );
    expect(again.map((bytes, i) => Buffer.compare(bytes, evidence[i]?.bytes ?? Buffer.of()))).toEqual(
      evidence.map(() => 0),
    );
    const pairs = plainMap(evidence);
    const lookups = [...pairs.values()].reduce((total, pair) => total + pair.lookups, 0);
    expect(lookups).toBeGreaterThan(3000 * 0.75);
    expect([...pairs.values()].every(({ contested }) => contested === 0)).toBe(true);
  });
});

async function rowsIn(path: string): Promise<number> {
  return (await readFile(path, 'utf8')).split('\n').length - 2;
}
