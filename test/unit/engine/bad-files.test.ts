import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../../shared/model/evidence.ts';
import { sourcesText } from '../../../shared/report/text/sources-text.ts';
import { at, FLEET, REQUESTS, RESPONSES } from '../../engine-kit/fleet.ts';
import { places, told } from '../../engine-kit/reduced.ts';
import {
  csv,
  sharedCase,
  sourceOf,
  withCase,
  withFolder,
  type Files,
  type TestCase,
} from '../../engine-kit/with-case.ts';
import { parquetOf, zstdOf } from '../../engine-kit/packed.ts';

/** A request of its own second; of its own file too where that is told, since equal records of several files count once. */
const row = (i: number, file = 'id') =>
  `${at(`10:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`)},${file}-${i},c-web,shop.example,A`;
const rows = (n: number, file?: string) => Array.from({ length: n }, (_, i) => row(i, file));
const requests = (n: number, file?: string) => csv(REQUESTS, ...rows(n, file));

/** What was packed with gzip, with another checksum than its bytes have. */
function changed(packed: Buffer): Buffer {
  packed.writeUInt32LE(0, packed.length - 8);
  return packed;
}

/** Imports the files of a block together; gives the source of one, whose records and lines must balance whatever it is. */
function together(files: Files): { readonly read: (name: string) => Source; readonly test: () => TestCase } {
  const test = sharedCase(files);
  return {
    test,
    read: (name) => {
      const source = sourceOf(test().sources, `/${name}`);
      balances(source);
      return source;
    },
  };
}

function balances({
  path,
  records,
  accepted,
  repeated,
  rejected,
  skipped,
  lines,
  header,
  blank,
  wrapper,
}: Source): void {
  const sum = Object.values(skipped).reduce((total, count) => total + count, 0);
  expect(accepted + repeated + rejected + sum, `records of ${path}`).toBe(records);
  if (!wrapper.includes('parquet')) expect(lines, `lines of ${path}`).toBeGreaterThanOrEqual(records + header + blank);
}

describe('a file that cannot be of use', () => {
  const files = [
    ['empty.csv', '', 'empty'],
    ['blank.csv', '\n\n  \n', 'empty'],
    ['prose.txt', 'Dear all,\nthe outage began at two.\n', 'fits no format'],
    ['other.csv', 'colour,weight\nred,3\n', 'fits no format'],
    ['nearly.csv', 'timestamp,fqdn,source_ip\n2026-03-04T10:00:00Z,shop.example,10.0.0.1\n', 'query_type'],
    ['flows.log', 'eni-0a1 10.0.0.1 10.0.0.2 443 ACCEPT\n', 'LogFormat of aws ec2 describe-flow-logs'],
    [
      'http.log',
      '#separator \\x09\n#path\thttp\n#fields\tts\tuid\thost\n1772618400.1\tC1\tshop.example\n',
      'http log of Zeek',
    ],
    ['core.bin', Buffer.from([1, 2, 0, 0, 0, 1]), 'binary'],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'picture'],
    ['events.evtx', Buffer.from('ElfFile\0rest'), 'evtx_dump'],
    ['capture.pcap', Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]), 'zeek -r'],
    ['logs.tar.bz2', Buffer.from('BZh91AY&SY'), 'Unpack it'],
    ['packed.zip', Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0]), 'archive is damaged'],
    ['cut.parquet', Buffer.from('PAR1 and no more'), 'Parquet file is damaged'],
    ['cut.csv.gz', gzipSync(requests(10)).subarray(0, 6), 'damaged'],
    ['changed.csv.gz', changed(gzipSync(requests(10))), 'checksum does not match'],
    ['none.json', '{"Reservations":[]}\n', 'holds no records'],
    ['failed.json', '{"status":"error","error":"no such metric"}\n', 'query that failed (no such metric)'],
    ['list.json', '{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":[]}\n', 'under “items”'],
    ['service.json', '{"web-1":{"ID":"web-1","Tags":[]}}\n', 'fits no format'],
    ['nothing.csv.gz', gzipSync(''), 'empty'],
  ] as const;
  const { read } = together(Object.fromEntries<string | Uint8Array>(files.map(([name, bytes]) => [name, bytes])));

  it.each(files)('%s is kept as a source that says what is wrong and what to do', (name, _, problem) => {
    const source = read(name);
    expect(source).toMatchObject({
      format: 'unknown',
      accepted: 0,
      problem: expect.stringContaining(problem) as string,
    });
    expect(source.problem).toMatch(/\. [A-Z].*\.$/);
  });

  it('does not keep the others from being read', async () => {
    await withCase(
      { ...FLEET, 'a.bin': Buffer.from([0, 1, 2]), 'q.csv': requests(3), 'z.txt': 'no\n' },
      async ({ sources, map }) => {
        expect(sources.map(({ accepted }) => accepted)).toEqual([3, 3, 3, 0, 3, 0]);
        expect((await map()).lookups.total).toBe(3);
      },
    );
  });
});

describe('a file that breaks off', () => {
  const noisy = (n: number, file: string) =>
    csv(REQUESTS, ...rows(n, file).map((line, i) => line.replace('shop', `shop-${(i * 7919) % 100_003}`)));
  const packed = gzipSync(noisy(3000, 'gz'));
  const health = gzipSync(
    csv(
      'timestamp,service_id,status,message',
      `${at('10:00:00')},shop,error,short`,
      `${at('10:01:00')},shop,error,a long message`,
    ),
    { level: 0 },
  );
  const exactly = gzipSync(requests(50, 'exactly'));
  const { read, test } = together({
    'half.csv.gz': packed.subarray(0, Math.floor(packed.length / 2)),
    'health.csv.gz': health.subarray(0, health.length - 20),
    'exactly.csv.gz': exactly.subarray(0, exactly.length - 8),
    'last.csv': requests(10, 'last').slice(0, -15),
    'open.csv': requests(10, 'open').trimEnd(),
  });

  it('as .gz keeps every record before the break and names the break', () => {
    const source = read('half.csv.gz');
    expect(source.accepted).toBeGreaterThan(100);
    expect(source.accepted).toBeLessThan(3000);
    expect(source.rejects.at(-1)).toEqual({
      line: source.lines,
      reason: expect.stringContaining('breaks off here') as string,
    });
    expect(source.assumed.join()).toMatch(/breaks off/);
  });

  it('as .gz in a line that still reads like a whole one does not take that line', () => {
    expect(read('health.csv.gz')).toMatchObject({ accepted: 1, rejected: 1 });
  });

  it('as .gz exactly after a record is not taken for a whole one', () => {
    const source = read('exactly.csv.gz');
    expect(source).toMatchObject({ accepted: 50, rejected: 0 });
    expect(source.assumed.join()).toMatch(/breaks off/);
  });

  it('as .zst keeps what could be unpacked and names the break; as Parquet is refused whole', async () => {
    const zst = await zstdOf(noisy(3500, 'zst'));
    const parquet = await parquetOf(requests(100, 'parquet'));
    const sources = await test().add({
      'cut.csv.zst': zst.subarray(0, Math.floor(zst.length * 0.7)),
      'cut.parquet': parquet.subarray(0, parquet.length - 20),
    });
    sources.forEach(balances);
    const unpacked = sourceOf(sources, 'cut.csv.zst');
    expect(unpacked.assumed.join() + (unpacked.problem ?? '')).toMatch(/breaks off|damaged/);
    expect(sourceOf(sources, 'cut.parquet')).toMatchObject({
      format: 'unknown',
      accepted: 0,
      problem: expect.stringMatching(/damaged or cut off/) as string,
    });
  });

  it('in the middle of its last line rejects that line and keeps the others', () => {
    const source = read('last.csv');
    expect(source).toMatchObject({ records: 10, accepted: 9, rejected: 1, lines: 11 });
    expect(source.rejects).toEqual([{ line: 11, reason: expect.stringMatching(/fields|missing/) as string }]);
  });

  it('without a line end after its last record loses nothing', () => {
    expect(read('open.csv')).toMatchObject({ records: 10, accepted: 10, lines: 11 });
  });
});

describe('broken lines', () => {
  const spoiled = (lines: readonly string[], at_: number, bad: string | Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`${[REQUESTS, ...lines.slice(0, at_)].join('\n')}\n`),
      Buffer.from(bad),
      Buffer.from(`\n${lines.slice(at_).join('\n')}\n`),
    ]);
  const kinds = [
    ['with a quote that is never closed', `${at('10:00:00')},"id-x,c-web,shop.example,A`, /quote/],
    ['with text after a closed quote', `${at('10:00:00')},id-x,c-web,"sh"op.example,A`, /after a closed quote/],
    ['with too few fields', `${at('10:00:00')},id-x`, /2 fields where the header has 5/],
    ['with too many fields', `${row(0)},more,still`, /7 fields where the header has 5/],
    ['with no time', 'yesterday,id-x,c-web,shop.example,A', /"yesterday" is not a time/],
    [
      'with a time that is unset',
      '0001-01-01T00:00:00Z,id-x,c-web,shop.example,A',
      /outside of the years 1970 to 2199/,
    ],
    ['of another age', '9999-12-31T00:00:00Z,id-x,c-web,shop.example,A', /outside of the years 1970 to 2199/],
    ['that are not UTF-8', Buffer.from([0x32, 0xff, 0xfe, 0x2c, 0x2c]), /UTF-8/],
    ['of 20 MB', Buffer.alloc(20 << 20, 0x61), /longer than/],
  ] as const;
  const fileOf = (kind: string) => `${kind.replaceAll(' ', '-')}.csv`;
  const odd = (file: string) => csv(REQUESTS, `${at('10:00:00')},${file}-x,c-web,sh"op.example,A`, row(1, file));
  const record = (i: number) =>
    JSON.stringify({
      timestamp: at('10:00:00'),
      request_id: `json-${i}`,
      source_container_id: 'c-web',
      fqdn: 'shop.example',
      query_type: 'A',
    });
  /** A text in which each `~` is a byte that is no UTF-8. */
  const latin = (text: string) => Buffer.from(text.replaceAll('~', '\xe9'), 'latin1');
  const noted = (file: string, note: string) =>
    csv(`${REQUESTS},${note}`, ...[0, 1, 2].map((i) => `${row(i, file)},note`));
  const unused = (file: string) => noted(file, 'note').replace(/note\n$/, 'caf~\n');
  const listed = (file: string, third: (text: string) => string) =>
    [record(1), record(2), third(record(3))].map((text) => text.replace('json', file));
  const { read, test } = together({
    'unused.csv': latin(unused('unused')),
    'beside-blank.csv': latin(unused('blank').replace('\n', '\n\n')),
    'name.csv': latin(noted('name', 'n~te')),
    'unused.ndjson': latin(`${listed('line', (text) => text.replace('}', ',"note":"caf~"}')).join('\n')}\n`),
    'half.csv': Buffer.from(unused('half').replace('~', '\ud800'), 'utf16le'),
    'list.json': latin(`[${listed('list', (text) => text.replace('shop', 'sh~p')).join(',\n')}]`),
    ...Object.fromEntries(kinds.map(([kind, bad]) => [fileOf(kind), spoiled(rows(20, kind), 7, bad)])),
    'odd.csv': odd('odd'),
    'odd-and-torn.csv': `${odd('torn')}torn\n`,
    'q.ndjson': [record(1), '{"timestamp": "2026-', '[]', record(2), '', 'null', record(3)].join('\n'),
    'never.csv': csv(REQUESTS, ...Array.from({ length: 30 }, (_, i) => `never,id-${i},c-web,shop.example,A`)),
  });

  it.each(kinds)('%s spoil only themselves', (kind, _, reason) => {
    const source = read(fileOf(kind));
    expect(source).toMatchObject({ records: 21, accepted: 20, rejected: 1, lines: 22 });
    expect(source.rejects).toEqual([{ line: 9, reason: expect.stringMatching(reason) as string }]);
  });

  it('cost no lookup of the others', async () => {
    expect((await test().map()).lookups.total).toBe(kinds.length * 20 + 2 + 2 + 3 + 5 * 2 + 3);
  });

  it('keep a quote in an unquoted field as it stands, the same beside broken lines as in a sound file', () => {
    expect(read('odd.csv')).toMatchObject({ accepted: 2, rejected: 0 });
    expect(read('odd-and-torn.csv')).toMatchObject({ accepted: 2, rejected: 1 });
  });

  it('of JSON spoil only themselves', () => {
    const source = read('q.ndjson');
    expect(source).toMatchObject({ records: 6, accepted: 3, rejected: 3, blank: 1, lines: 7 });
    expect(source.rejects.map(({ line }) => line)).toEqual([2, 3, 6]);
  });

  it.each(['unused.csv', 'beside-blank.csv', 'unused.ndjson', 'half.csv', 'list.json'])(
    'whose bytes are not UTF-8, or half a pair of UTF-16, are rejected wherever in them that is, also in a column that is not used: %s',
    (name) => {
      const source = read(name);
      expect(source).toMatchObject({ format: 'canonical-dns-request', records: 3, accepted: 2, rejected: 1 });
      expect(source.rejects[0]?.reason).toMatch(/is not valid UTF-8/);
    },
  );

  it('of a header whose unused name is not UTF-8 cost no record', () => {
    expect(read('name.csv')).toMatchObject({ records: 3, accepted: 3, header: 1 });
  });

  it('are all in the case, with their text, though only the first 20 are listed', async () => {
    const source = read('never.csv');
    expect(source).toMatchObject({ rejected: 30 });
    expect(source.rejects).toHaveLength(20);
    const { rejects } = await test().call('evidence.rejects', { source: source.id, after: 0, limit: 100 });
    expect(rejects).toHaveLength(30);
    expect(rejects[29]).toMatchObject({ line: 31, raw: 'never,id-29,c-web,shop.example,A' });
  });
});

describe('odd but sound files', () => {
  const kinds = (
    [
      ['UTF-16 with a mark', (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
      [
        'UTF-16, the high byte first',
        (text) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
      ],
      ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le')],
      ['UTF-16 without a mark, the high byte first', (text) => Buffer.from(text, 'utf16le').swap16()],
      ['with a mark and CRLF', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
      ['with semicolons', (text) => text.replaceAll(',', ';')],
      ['with tabs', (text) => text.replaceAll(',', '\t')],
      ['with quotes around everything', (text) => text.replace(/[^,\n]+/g, '"$&"')],
      ['with names in capitals', (text) => text.replace(REQUESTS, REQUESTS.toUpperCase())],
      ['with columns of its own', (text) => text.replace('\n', ',colour\n').replace(/,A$/gm, ',A,red')],
    ] as const satisfies readonly (readonly [string, (text: string) => string | Buffer])[]
  ).map(([kind, changed], nth) => ({ kind, file: `odd-${nth}.csv`, bytes: changed(requests(10, `odd-${nth}`)) }));
  const message = csv(
    'timestamp,service_id,status,message',
    `${at('10:00:00')},shop,error,"first line`,
    'second, ""quoted"" line"',
    `${at('10:01:00')},shop,ok,fine`,
  );
  const { read, test } = together({
    ...FLEET,
    ...Object.fromEntries(kinds.map(({ file, bytes }) => [file, bytes])),
    'gaps.csv': `${[REQUESTS, row(0, 'gap'), '', row(1, 'gap'), '   ', '', row(2, 'gap'), 'never,x,c-web,shop.example,A', ''].join('\n')}\n`,
    'h.csv': message,
    'header.csv': csv(REQUESTS),
    'titles.csv': `DNS export, of all "hosts"\n# of 2026-03-04\n\n${requests(3, 'title')}torn\n`,
    'excel.csv': `sep=;\nRequests;;;;\n${requests(3, 'excel').replaceAll(',', ';')}`,
    'twice.csv': requests(3, 'once') + requests(3, 'again'),
  });

  it.each(kinds)('$kind are read whole', async ({ file }) => {
    const source = read(file);
    expect(source).toMatchObject({ records: 10, accepted: 10, rejected: 0, lines: 11, header: 1, blank: 0 });
    const { raw } = await test().call('evidence.read', { source: source.id, line: 3 });
    expect(raw).toContain(`${file.replace('.csv', '')}-1`);
  });

  it('with blank lines inside keep the numbers of their lines', () => {
    const source = read('gaps.csv');
    expect(source).toMatchObject({ records: 4, accepted: 3, rejected: 1, blank: 4, lines: 9 });
    expect(source.rejects[0]?.line).toBe(8);
  });

  it('with line ends inside quotes are records over several lines', async () => {
    expect(read('h.csv')).toMatchObject({ records: 2, accepted: 2, lines: 4 });
    const [interval] = (await test().call('health.read', {})).intervals;
    expect(interval).toMatchObject({ message: 'first line\nsecond, "quoted" line', citation: { line: 2 } });
  });

  it('with titles, comments and sep= before the header are read behind them, their lines cited as they stand', async () => {
    expect(read('titles.csv')).toMatchObject({ records: 4, accepted: 3, rejected: 1, header: 3, blank: 1, lines: 8 });
    expect(read('titles.csv').rejects[0]?.line).toBe(8);
    const excel = read('excel.csv');
    expect(excel).toMatchObject({ records: 3, accepted: 3, rejected: 0, header: 3, lines: 6 });
    const { raw } = await test().call('evidence.read', { source: excel.id, line: 5 });
    expect(raw).toContain(';excel-1;');
  });

  it('with a header and nothing more are known and empty, and the case says so', async () => {
    expect(read('header.csv')).toMatchObject({
      format: 'canonical-dns-request',
      records: 0,
      header: 1,
      lines: 1,
      problem: null,
    });
    const { remarks, sources } = await test().call('case.summary', {});
    expect(remarks).toContain('No records in header.csv: check that the export was of the right time and place');
    expect(sourcesText(sources).replace(/\s+/g, ' ')).toContain('/header.csv: holds no records; check');
  });

  it('with their header again in the middle reject it as a record', () => {
    const source = read('twice.csv');
    expect(source).toMatchObject({ records: 7, accepted: 6, rejected: 1 });
    expect(source.rejects).toEqual([
      { line: 5, reason: expect.stringContaining('"timestamp" is not a time') as string },
    ]);
  });
});

describe('inventories that do not add up', () => {
  it('whose intervals run backwards are rejected with both times', async () => {
    const text = csv(
      'ip,subscription_id,valid_from,valid_to',
      `10.0.0.1,s,${at('10:00:00')},${at('09:00:00')}`,
      `10.0.0.1,s,${at('10:00:00')},${at('10:00:00')}`,
      '10.0.0.2,s,,',
    );
    await withCase({ 'ip.csv': text }, ({ sources: [source] }) => {
      expect(source).toMatchObject({ accepted: 1, rejected: 2 });
      expect(source?.rejects[0]).toEqual({
        line: 2,
        reason: `valid_to "${at('09:00:00')}" is not after valid_from "${at('10:00:00')}"`,
      });
    });
  });

  it('whose subscriptions no service tree knows leave every lookup unowned, and the case says so', async () => {
    const files: Files = {
      ...FLEET,
      'tree.csv': csv('service_id,subscription_id', 'web,other-1', 'shop,other-2'),
      'q.csv': requests(2),
      'r.csv': csv(RESPONSES, ...rows(2).map((line) => `${line},NOERROR,10.0.0.2`)),
    };
    await withCase(files, async ({ map, call }) => {
      expect(places(await map())).toEqual({ unowned: 2 });
      expect((await call('case.summary', {})).remarks.join(' ')).toMatch(/share no subscription/);
    });
  });
});

describe('paths', () => {
  it('that lead nowhere are named, and what to do', async () => {
    await withCase({}, async ({ call, folder }) => {
      await expect(call('evidence.import', { paths: [join(folder, 'gone.csv')] })).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringContaining('gone.csv') as string,
        hint: expect.stringContaining('Check') as string,
      });
      expect((await call('case.summary', {})).sources).toEqual([]);
    });
  });

  it('in a folder that are links are followed, and named where they lead nowhere, to a folder, or are hidden', async () => {
    await withCase({}, async ({ call, folder }) => {
      await mkdir(join(folder, 'in'));
      await writeFile(join(folder, 'real.csv'), requests(3));
      await symlink(join(folder, 'real.csv'), join(folder, 'in', 'link.csv'));
      await symlink(join(folder, 'gone.csv'), join(folder, 'in', 'dangling.csv'));
      await writeFile(join(folder, 'in', '.hidden.csv'), requests(3));
      await symlink(folder, join(folder, 'in', 'round'));
      const { sources, leftOut } = await call('evidence.import', { paths: [join(folder, 'in')] });
      expect(leftOut).toEqual([join(folder, 'in', '.hidden.csv'), join(folder, 'in', 'round')]);
      expect(sources).toHaveLength(2);
      expect(sourceOf(sources, 'link.csv')).toMatchObject({ accepted: 3 });
      expect(sourceOf(sources, 'dangling.csv').problem).toMatch(/cannot be read: it is not there\. Check/);
    });
  });

  it.skipIf(process.platform === 'win32')('that are pipes or sockets are named and not opened', async () => {
    await withCase({}, async ({ call, folder }) => {
      execFileSync('mkfifo', [join(folder, 'evidence.pipe')]);
      const server = createServer().listen(join(folder, 'evidence.sock'));
      await once(server, 'listening');
      await writeFile(join(folder, 'real.csv'), requests(3));
      const { sources } = await call('evidence.import', { paths: [folder] });
      server.close();
      expect(sourceOf(sources, 'real.csv')).toMatchObject({ accepted: 3 });
      expect(sourceOf(sources, 'evidence.pipe').problem).toMatch(
        /is a named pipe, not a file, and was not read\. Save/,
      );
      expect(sourceOf(sources, 'evidence.sock').problem).toMatch(/is a socket, not a file/);
      const device = await call('evidence.import', { paths: ['/dev/null'] });
      expect(device.sources[0]?.problem).toMatch(/is a device, not a file/);
    });
  });

  it('of many small files in one folder are all read', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'many'));
      await Promise.all(
        Array.from({ length: 80 }, (_, i) =>
          writeFile(join(folder, 'many', `${i}.csv`), csv(REQUESTS, row(i % 3600).replace('id-', `f${i}-`))),
        ),
      );
      await withCase(FLEET, async ({ call, map }) => {
        const { sources } = await call('evidence.import', { paths: [join(folder, 'many')] });
        expect(sources).toHaveLength(80);
        expect(sources.every(({ accepted }) => accepted === 1)).toBe(true);
        expect((await map()).lookups.total).toBe(80);
      });
    });
  });
});

describe('Parquet', () => {
  it('is read like the same records as CSV, its rows cited by number', async () => {
    await withCase(
      {
        ...FLEET,
        'q.parquet': await parquetOf(requests(20)),
        'r.csv': csv(RESPONSES, ...rows(20).map((line) => `${line},NOERROR,10.0.0.2`)),
      },
      async ({ map, sources, call }) => {
        expect(told(await map())).toEqual(['web → shop 20']);
        const source = sourceOf(sources, 'q.parquet');
        expect(source).toMatchObject({ wrapper: 'parquet', records: 20, accepted: 20 });
        expect(JSON.parse((await call('evidence.read', { source: source.id, line: 5 })).raw ?? '')).toMatchObject({
          request_id: 'id-4',
        });
      },
    );
  });
});
