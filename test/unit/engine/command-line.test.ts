import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../main/engine/database/connection.ts';
import { query } from '../../../main/engine/database/query.ts';
import { runCli, runCliJson } from '../../engine-kit/run-cli.ts';
import { sampleCase, sampleFolder } from '../../engine-kit/sample.ts';

const SAMPLE = sampleFolder('container-outage');
const TARGET = 'Order Intake Portal';
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/;

let folder: string;
let file: string;
let imported: Awaited<ReturnType<typeof runCli>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftermap-test-'));
  file = join(folder, 'outage.aftermap');
  imported = await runCli('import', join(SAMPLE, 'evidence'), '--case', file, '--json');
});
afterAll(() => rm(folder, { recursive: true }));

const object = (keys: Readonly<Record<string, unknown>>) => expect.objectContaining(keys) as unknown;
const text = expect.any(String) as unknown;
const number = expect.any(Number) as unknown;
const iso = expect.stringMatching(ISO) as unknown;
const list = expect.any(Array) as unknown;

describe('--json gives the documents that other programs rely on', () => {
  it('import', () => {
    const { case: path, sources } = JSON.parse(imported.out) as { case: string; sources: Record<string, unknown>[] };
    expect(path).toBe(file);
    expect(sources).toHaveLength(12);
    for (const source of sources) {
      expect(source).toEqual(
        object({
          path: text,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          bytes: number,
          format: expect.stringMatching(/^canonical-/),
          wrapper: expect.stringMatching(/^csv/),
          kind: text,
          assumed: list,
          lines: number,
          records: number,
          accepted: number,
          repeated: number,
          rejected: number,
          skipped: {},
          rejects: list,
        }),
      );
    }
    const torn = sources.find(({ path: of }) => String(of).endsWith('core-requests-2.csv'));
    expect(torn).toEqual(object({ from: iso, to: iso, rejected: 5 }));
    expect((torn?.rejects as unknown[])[0]).toEqual({ line: number, reason: text });
  });

  it('map, of the whole case and of what a service reaches', async () => {
    const map = await runCliJson<{
      services: unknown[];
      dependencies: { client: string }[];
      window: unknown;
      lookups: unknown;
    }>('map', '--case', file);
    expect(map.window).toEqual({ from: iso, to: iso });
    expect(map.services).toHaveLength(24);
    expect(map.services[0]).toEqual(object({ id: text, name: text, regions: list }));
    expect(map.dependencies[0]).toEqual(
      object({
        client: text,
        server: text,
        lookups: number,
        contested: number,
        failures: number,
        firstSeen: iso,
        lastSeen: iso,
        regions: { USWest: number },
      }),
    );
    expect(map.lookups).toEqual(
      object({
        total: 22388,
        resolved: number,
        self: number,
        unresolved: object({
          'unknown-client': number,
          'no-answer': number,
          contested: 0,
          unowned: 0,
          'unknown-address': number,
        }),
      }),
    );
    const first = await runCliJson<typeof map>('map', '--case', file, '--service', TARGET, '--depth', '1');
    expect(first.services).toHaveLength(13);
    const all = await runCliJson<typeof map>('map', '--case', file, '--service', 'svc-order-intake');
    expect(all.services).toHaveLength(22);
  });

  it('diagnose', async () => {
    const diagnosis = await runCliJson<{ origins: unknown[] }>('diagnose', '--case', file, '--service', TARGET);
    expect(diagnosis).toEqual(object({ target: 'svc-order-intake', window: { from: iso, to: iso }, failing: list }));
    expect(diagnosis.origins[0]).toEqual(
      object({
        service: 'svc-service-g',
        score: number,
        onset: iso,
        path: ['svc-order-intake', 'svc-container-mgmt', 'svc-service-d', 'svc-service-g'],
        for: expect.arrayContaining([text]),
        against: list,
      }),
    );
  });

  it('plan', async () => {
    const plan = await runCliJson<{ waves: { wave: number; steps: unknown[] }[] }>(
      'plan',
      '--case',
      file,
      '--service',
      TARGET,
    );
    expect(plan).toEqual(object({ target: 'svc-order-intake', window: { from: iso, to: iso }, cycles: [] }));
    expect(plan.waves.map(({ wave }) => wave)).toEqual([1, 2, 3, 4]);
    expect(plan.waves[1]?.steps).toEqual([
      object({
        service: 'svc-service-d',
        reason: text,
        after: ['svc-service-g'],
        instances: 3,
        regions: ['USWest'],
        inferred: false,
      }),
    ]);
    const all = await runCliJson<typeof plan>('plan', '--case', file, '--service', TARGET, '--scope', 'all');
    expect(all.waves.flatMap(({ steps }) => steps)).toHaveLength(22);
  });

  it('plan of a loop names the break', async () => {
    const loop = join(folder, 'loop.aftermap');
    await sampleCase('cycle-and-blind-spot', loop);
    const { cycles } = await runCliJson<{ cycles: unknown[] }>('plan', '--case', loop, '--service', 'booking');
    expect(cycles).toEqual([object({ services: list, break: object({ client: text, server: text, why: text }) })]);
  });

  it('regions, with the violations of rules', async () => {
    const report = await runCliJson<{ rows: unknown[]; violations: unknown[] }>(
      'regions',
      '--case',
      file,
      '--service',
      TARGET,
      '--rules',
      join(SAMPLE, 'residency-us.yaml'),
    );
    expect(report).toEqual(
      object({
        target: 'svc-order-intake',
        window: { from: iso, to: iso },
        regions: expect.arrayContaining(['EuropeNorth', 'USWest2']),
      }),
    );
    expect(report.rows).toHaveLength(21);
    expect(report.rows[0]).toEqual(object({ service: text, order: 1, counts: object({ USWest: number }) }));
    expect(report.violations.length).toBeGreaterThan(0);
  });

  it('verify', async () => {
    expect(await runCliJson('verify', '--case', file)).toEqual(
      object({ ok: true, checks: expect.arrayContaining([object({ name: text, ok: true, detail: text })]) }),
    );
  });
});

describe('the exit code', () => {
  it('is 0 where all is well, and 1 for findings only with --check', async () => {
    expect(imported.code).toBe(0);
    const diagnose = ['diagnose', '--case', file, '--service', TARGET];
    expect((await runCli(...diagnose)).code).toBe(0);
    expect((await runCli(...diagnose, '--check')).code).toBe(1);
    expect((await runCli('diagnose', '--case', file, '--service', 'Directory Service', '--check')).code).toBe(0);
    const regions = ['regions', '--case', file, '--service', TARGET, '--rules', join(SAMPLE, 'residency-us.yaml')];
    expect((await runCli(...regions)).code).toBe(0);
    expect((await runCli(...regions, '--check')).code).toBe(1);
    const unruled = await runCli('regions', '--case', file, '--service', TARGET, '--check');
    expect([unruled.code, unruled.err]).toEqual([2, expect.stringContaining('--check has no rules to check')]);
  });

  it.each([
    [['nonsense']],
    [[]],
    [['map']],
    [['map', '--case', 'FILE', '--depth', 'deep', '--service', TARGET]],
    [['map', '--case', 'FILE', '--from', 'noon']],
    [['map', '--case', 'FILE', '--from', '2026-03-04T12:00:00Z', '--to', '2026-03-04T11:00:00Z']],
    [['map', '--case', 'FILE', '--format', 'pdf']],
    [['diagnose', '--case', 'FILE', '--service', 'Nobody Service']],
    [['import', 'x.csv', '--case', 'FILE', '--zone', 'Mars/Olympus']],
    [['import', 'x.csv', '--case', 'FILE', '--zone', 'Europe/Berlin', '--at', '2026-03-04 11:00:00']],
    [['import', 'x.csv', '--case', 'FILE', '--year', 'last']],
    [['import', '--case', 'FILE']],
    [['regions', '--case', 'FILE', '--service', TARGET, '--rules', 'gone.yaml']],
  ])('is 2 for wrong usage: %j, with what would be right on stderr and nothing on stdout', async (args) => {
    const { code, out, err } = await runCli(...args.map((arg) => (arg === 'FILE' ? file : arg)));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.length).toBeGreaterThan(20);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('is 3 where nothing could be opened or the case cannot be read, and --json still gives a document', async () => {
    const notes = join(folder, 'notes.txt');
    await writeFile(notes, 'The outage began at two.\n'.repeat(1000));
    const gone = join(folder, 'gone.aftermap');
    const runs = [
      await runCli('map', '--case', gone, '--json'),
      await runCli('map', '--case', notes, '--json'),
      await runCli('verify', '--case', notes, '--json'),
      await runCli('import', join(folder, 'gone.csv'), '--case', join(folder, 'new.aftermap'), '--json'),
      await runCli('import', notes, '--case', join(folder, 'new.aftermap'), '--json'),
    ];
    for (const { code, out } of runs) {
      expect(code).toBe(3);
      expect(JSON.parse(out)).toEqual(expect.any(Object));
    }
    const documents = runs.slice(0, 4).map(({ out }) => JSON.parse(out) as Record<string, unknown>);
    expect(documents.map(({ error }) => (error as { code: string }).code)).toEqual([
      'not-found',
      'not-a-case',
      'not-a-case',
      'unreadable',
    ]);
    expect(documents[0]).toMatchObject({ services: [], dependencies: [] });
    for (const { err } of runs.slice(0, 4)) {
      expect(err).toMatch(/^aftermap: .+\n +\S/m);
    }
    expect(existsSync(gone)).toBe(false);
    expect(runs[0]?.err).toContain('gone.aftermap does not exist');
  });

  it('is 0 where a file among others is unknown, which is reported', async () => {
    const notes = join(folder, 'some-notes.txt');
    await writeFile(notes, 'The outage began at two.\n');
    const { code, out } = await runCli(
      'import',
      notes,
      join(SAMPLE, 'evidence', 'service-tree.csv'),
      '--case',
      join(folder, 'few.aftermap'),
    );
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('some-notes.txt: It fits no format that Aftermap knows.');
  });
});

describe('what is written where', () => {
  it('progress goes to stderr, data to stdout', () => {
    expect(imported.err).toMatch(/Reading edge-requests\.csv\.gz \(file \d+ of 12\)/);
    expect(imported.err).toMatch(/Counting dependencies/);
    expect(() => JSON.parse(imported.out) as unknown).not.toThrow();
  });

  it('rejected records are told with file, line and reason', async () => {
    const { out } = await runCli('import', join(SAMPLE, 'evidence'), '--case', file);
    expect(out.replace(/\s+/g, ' ')).toMatch(/core-requests-2\.csv, line \d+: /);
  });

  it.each(['import', 'map', 'diagnose', 'plan', 'regions', 'verify', 'report'])(
    '%s --help says what it does and its options',
    async (command) => {
      const { code, out } = await runCli(command, '--help');
      expect(code).toBe(0);
      expect(out).toMatch(/Usage: aftermap/);
      expect(out).toContain('--case <file>');
    },
  );

  it.each([
    ['audit', ['policies']],
    ['plan', ['muted', 'stood in for', 'unmuted']],
  ])('%s --help names all that it tells', async (command, named) => {
    const said = (await runCli(command, '--help')).out.split('Options:')[0]?.replace(/\s+/g, ' ');
    for (const word of named) expect(said).toContain(word);
  });

  it('--help lists every command and the exit codes', async () => {
    const { out } = await runCli('--help');
    for (const command of ['import', 'map', 'diagnose', 'plan', 'regions', 'verify', 'report'])
      expect(out).toContain(`  ${command} `);
    expect(out).toMatch(/Exit codes: 0 fine; 1 findings/);
  });

  it.each([
    ['csv', /^client,server,|^client/m],
    ['dot', /^digraph/m],
    ['graphml', /<graphml/],
    ['mermaid', /^(flowchart|graph)/m],
    ['json', /"dependencies"/],
  ])('map --format %s is that format', async (format, begins) => {
    const { code, out } = await runCli('map', '--case', file, '--format', format);
    expect(code).toBe(0);
    expect(out).toMatch(begins);
  });

  it('map --format parquet is a Parquet file with a row for each dependency', async () => {
    const path = join(folder, 'map.parquet');
    expect((await runCli('map', '--case', file, '--format', 'parquet', '--out', path)).code).toBe(0);
    const bytes = await readFile(path);
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
    const database = await openDatabase({ path: ':memory:', mode: 'write', evidence: [path] });
    const rows = await query<{ n: number }>(database.connection, 'select count(*) as n from read_parquet($path)', {
      path,
    });
    await database.close();
    const { dependencies } = await runCliJson<{ dependencies: unknown[] }>('map', '--case', file);
    expect(rows).toEqual([{ n: dependencies.length }]);
  });

  it('report writes everything, and says so where the PDF is left out', async () => {
    const out = join(folder, 'report');
    const { code, err } = await runCli('report', '--case', file, '--service', TARGET, '--out', out);
    expect(code).toBe(0);
    const written = await readdir(out);
    expect(written).toEqual(
      expect.arrayContaining([
        'report.html',
        'plan.html',
        'map.json',
        'diagnosis.json',
        'plan.json',
        'regions.json',
        'map.csv',
        'regions.csv',
        'heartbeats.json',
        'heartbeats.csv',
        'heartbeat-losses.csv',
        'audit.json',
        'audit.csv',
      ]),
    );
    if (!written.includes('report.pdf')) expect(err).toMatch(/PDF was left out/);
    expect(JSON.parse(await readFile(join(out, 'plan.json'), 'utf8'))).toMatchObject({ target: 'svc-order-intake' });
  });

  it('a time zone that a file does not give is assumed and said, or taken from --zone', async () => {
    const health = join(folder, 'zoneless.csv');
    await writeFile(health, 'timestamp,service_id,status\n2026-03-04 10:00:00,a,error\n');
    const assumed = await runCliJson<{ sources: { assumed: string[]; from: string }[] }>(
      'import',
      health,
      '--case',
      join(folder, 'z1.aftermap'),
    );
    expect(assumed.sources[0]).toMatchObject({ assumed: ['time zone UTC'], from: '2026-03-04T10:00:00.000Z' });
    const told = await runCliJson<typeof assumed>(
      'import',
      health,
      '--case',
      join(folder, 'z2.aftermap'),
      '--zone',
      'Europe/Berlin',
    );
    expect(told.sources[0]).toMatchObject({ assumed: [], from: '2026-03-04T09:00:00.000Z' });
  });
});

describe('a file or folder that cannot be written', () => {
  it.each([
    ['regions', '--csv', 'gone/x.csv'],
    ['plan', '--html', 'gone/x.html'],
    ['report', '--out', 'outage.aftermap'],
  ])('by %s %s ends with 2, names it and says what to check', async (command, option, place) => {
    const path = join(folder, place);
    const { code, err } = await runCli(command, '--case', file, '--service', TARGET, option, path);
    expect(code).toBe(2);
    expect(err).toContain(`${path} cannot be written`);
    expect(err.replace(/\s+/g, ' ')).toContain('Check that its folder exists');
  });
});

describe('a file that nothing recognises', () => {
  it('is mapped on the command line: proposed, checked, imported; what a source says of time is declared and undone', async () => {
    const odd = join(folder, 'odd.csv');
    const yaml = join(folder, 'odd.yaml');
    const made = join(folder, 'mapped.aftermap');
    await writeFile(
      odd,
      'when;client;asked;sort;given\n2026-03-04T10:00:00;10.0.0.1;a.example;A;10.0.0.2\nsoon;10.0.0.1;a.example;A;\n',
    );
    const proposed = await runCli('mapping', 'propose', odd);
    expect(proposed.out).toContain('fqdn: asked');
    expect(proposed.err).toContain('Of 2 records: 1 taken, 1 fail, 0 skipped.');
    await writeFile(yaml, proposed.out);
    const checked = await runCliJson<{ taken: number; reasons: unknown[] }>('mapping', 'check', odd, '--mapping', yaml);
    expect(checked).toMatchObject({
      taken: 1,
      rejected: 1,
      reasons: [{ reason: 'timestamp "soon" is not a time', records: 1, line: 3 }],
    });
    const read = await runCliJson<{ sources: unknown[] }>('import', odd, '--case', made, '--mapping', yaml);
    expect(read.sources).toMatchObject([
      { format: 'mapped:odd', accepted: 1, rejected: 1, assumed: ['time zone UTC'], declared: {} },
    ]);
    const told = await runCliJson<{ sources: unknown[] }>(
      'declare',
      '--case',
      made,
      '--source',
      'odd.csv',
      '--zone',
      'Europe/Berlin',
      '--skew',
      '-1.5s',
    );
    expect(told.sources).toMatchObject([
      { from: '2026-03-04T08:59:58.500Z', assumed: [], declared: { zone: 'Europe/Berlin', skew: -1.5 } },
    ]);
    const broken = await runCli('declare', '--case', made, '--source', 'other.csv');
    expect(broken.err).toContain(`The case holds no source "other.csv".`);
  });
});
