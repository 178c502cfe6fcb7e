import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { create } from 'tar';
import { FLEET, REQUESTS, RESPONSES, at } from '../../engine-kit/fleet.ts';
import { csv, sourceOf, withCase, withFolder, writeFiles, type Files } from '../../engine-kit/with-case.ts';
import { zipOf } from '../../engine-kit/zip.ts';

const LOOKUPS = {
  'requests.csv': csv(REQUESTS, `${at('10:00:00')},q1,c-web,shop.example,A`),
  'responses.csv': csv(RESPONSES, `${at('10:00:01')},q1,c-web,shop.example,A,NOERROR,10.0.0.2`),
};

/** A packed tar of the files and links, by their names in it. */
function tarOf(files: Files, links: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  return withFolder(async (folder) => {
    for (const [name, bytes] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    for (const [name, target] of Object.entries(links)) await symlink(target, join(folder, name));
    const names = [...Object.keys(files), ...Object.keys(links)];
    await create({ cwd: folder, file: join(folder, 'out.tgz'), gzip: true }, names);
    return readFile(join(folder, 'out.tgz'));
  });
}

describe('archives', () => {
  it('are read in place, one in another too: each file in them is a source, and its records can be read back and verified', async () => {
    const inner = await tarOf({
      'logs/requests.csv.gz': gzipSync(LOOKUPS['requests.csv']),
      'logs/responses.csv': LOOKUPS['responses.csv'],
    });
    const outer = zipOf({ ...FLEET, 'day/inner.tgz': inner });
    await withCase({ 'all.zip': outer }, async ({ sources, map, call }) => {
      expect(sources.map(({ path, wrapper }) => [path.slice(path.indexOf('all.zip')), wrapper])).toEqual([
        ['all.zip!vm.csv', 'csv+zip'],
        ['all.zip!ip.csv', 'csv+zip'],
        ['all.zip!tree.csv', 'csv+zip'],
        ['all.zip!day/inner.tgz!logs/requests.csv.gz', 'csv+gzip+tar+gzip+zip'],
        ['all.zip!day/inner.tgz!logs/responses.csv', 'csv+tar+gzip+zip'],
      ]);
      expect((await map()).dependencies).toMatchObject([{ client: 'web', server: 'shop', lookups: 1 }]);
      const requests = sourceOf(sources, 'requests.csv.gz');
      expect((await call('evidence.read', { source: requests.id, line: 2 })).raw).toBe(
        LOOKUPS['requests.csv'].split('\n')[1],
      );
      expect(await call('case.verify', {})).toMatchObject({ ok: true });
    });
  });

  it('with names that lead out, bombs, secrets and changed bytes in them are read but for those, which are named with what to do', async () => {
    const zip = zipOf({
      '../vm.csv': FLEET['vm.csv'] ?? '',
      'zeros.csv': Buffer.alloc(257 << 20),
      'secret.csv': { encrypted: 'x' },
      'changed.csv': { changed: FLEET['vm.csv'] ?? '' },
      'zeros.gz': Buffer.concat(Array<Buffer>(17).fill(gzipSync(Buffer.alloc(16 << 20)))),
      'sheet.xlsx': zipOf({ 'xl/sheet1.xml': '<a/>', '[Content_Types].xml': '<a/>' }),
      'day/../ip.csv': FLEET['ip.csv'] ?? '',
    });
    await withCase({ 'bad.zip': zip }, async ({ sources, call, add, folder }) => {
      expect(sources.map(({ path, accepted, problem }) => [path.slice(path.indexOf('!')), accepted, problem])).toEqual([
        ['!../vm.csv', 0, expect.stringMatching(/leads out of the archive/)],
        ['!zeros.csv', 0, expect.stringMatching(/more than 500 times its size.*unpack it/)],
        ['!secret.csv', 0, expect.stringMatching(/encrypted.*password/)],
        ['!changed.csv', 0, expect.stringMatching(/checksum does not match.*Copy the archive again/)],
        ['!zeros.gz', 0, expect.stringMatching(/^It was not read: it unpacks to more than 500 times/)],
        ['!sheet.xlsx', 0, expect.stringMatching(/document of Office.*CSV/)],
        ['!day/../ip.csv', 3, null],
      ]);
      // What could not be opened was handed over all the same: the case says so from now on, until it can be.
      const kept = async () =>
        (await call('case.summary', {})).sources.map(({ path }) => path.slice(path.indexOf('!')));
      expect((await kept()).sort()).toEqual([
        '!../vm.csv',
        '!changed.csv',
        '!day/../ip.csv',
        '!secret.csv',
        '!sheet.xlsx',
        '!zeros.csv',
        '!zeros.gz',
      ]);
      expect(await call('case.verify', {})).toMatchObject({ ok: true });
      await writeFiles(join(folder, 'evidence'), {
        'bad.zip': zipOf({ 'ip.csv': FLEET['ip.csv'] ?? '', 'zeros.csv': 'a' }),
      });
      const { ok, checks } = await call('case.verify', {});
      expect([ok, checks.find(({ name }) => name.includes('!zeros.csv'))?.detail]).toEqual([
        false,
        expect.stringContaining('It can be opened now'),
      ]);
      await add({ 'bad.zip': zipOf({ 'day/../ip.csv': FLEET['ip.csv'] ?? '', 'secret.csv': { encrypted: 'x' } }) });
      expect((await kept()).sort()).toEqual(['!day/../ip.csv', '!secret.csv', '!zeros.gz']);
    });
  });

  it('hold links, which are named and not followed, and are refused whole where their checksum does not match', async () => {
    const links = await tarOf({ 'ip.csv': FLEET['ip.csv'] ?? '' }, { 'link.csv': '/etc/hosts' });
    const changed = Buffer.from(links);
    changed.writeUInt32LE(0, changed.length - 8);
    await withCase({ 'links.tgz': links, 'changed.tgz': changed }, ({ sources }) => {
      expect(sourceOf(sources, 'links.tgz!ip.csv')).toMatchObject({ accepted: 3 });
      expect(sourceOf(sources, 'links.tgz!link.csv').problem).toMatch(/a link to \/etc\/hosts.*was not read\. Add/);
      expect(sourceOf(sources, 'changed.tgz').problem).toMatch(/checksum does not match/);
      expect(sources).toHaveLength(3);
    });
  });

  it('that are cut off or hold nothing say so, and what came before the cut counts', async () => {
    const packed = await tarOf({
      'a.csv': FLEET['ip.csv'] ?? '',
      'b.csv': csv(
        'ip,subscription_id',
        ...Array.from({ length: 40_000 }, (_, n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255},s${(n * 7919) % 9973}`),
      ),
    });
    const files = { 'cut.tgz': packed.subarray(0, packed.length >> 1), 'none.zip': zipOf({}) };
    await withCase(files, ({ sources }) => {
      expect(sourceOf(sources, 'cut.tgz!a.csv')).toMatchObject({ format: 'canonical-ip-inventory', accepted: 3 });
      expect(
        sources
          .filter(({ problem }) => problem !== null)
          .map(({ problem }) => problem)
          .join(),
      ).toMatch(/damaged|cannot be unpacked/);
      expect(sourceOf(sources, 'none.zip').problem).toMatch(/holds no files|damaged|empty/);
    });
  });
});
