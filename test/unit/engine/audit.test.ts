import { describe, expect, it } from 'vitest';
import { at, FLEET, micros, REQUESTS, RESPONSES } from '../../engine-kit/fleet.ts';
import { runCli, runCliJson } from '../../engine-kit/run-cli.ts';
import { csv, withCase, type Files } from '../../engine-kit/with-case.ts';

/** Each hour from 10 to 14 `web` asks for `shop` and `data`; it stops asking for `data` at 14. */
const DNS: Files = {
  'requests.csv': csv(
    REQUESTS,
    ...[10, 11, 12, 13, 14].flatMap((hour) => [
      `${at(`${hour}:05:00`)},s${hour},c-web,shop.example,A`,
      ...(hour < 14 ? [`${at(`${hour}:06:00`)},d${hour},c-web,data.example,A`] : []),
    ]),
  ),
  'responses.csv': csv(
    RESPONSES,
    ...[10, 11, 12, 13, 14].flatMap((hour) => [
      `${at(`${hour}:05:00`)},s${hour},c-web,shop.example,A,NOERROR,10.0.0.2`,
      ...(hour < 14 ? [`${at(`${hour}:06:00`)},d${hour},c-web,data.example,A,NOERROR,10.0.0.3`] : []),
    ]),
  ),
};

/** `web` logs its sockets and connects to `shop`; `shop` has a fixed address of `data`, and no DNS log hears it. */
const SOCKETS: Files = {
  'sockets.csv': csv(
    'timestamp,host,src_ip,src_port,dst_ip,dst_port,protocol,role',
    `${at('10:00:00')},c-web,10.0.0.1,9000,,,tcp,listen`,
    ...[10, 11, 12, 13, 14].map((hour) => `${at(`${hour}:05:01`)},c-web,10.0.0.1,500${hour},10.0.0.2,443,tcp,connect`),
    `${at('14:20:00')},c-shop,10.0.0.2,50001,10.0.0.3,5432,tcp,connect`,
  ),
};

/** `data` connects to `web` each hour until 14, and only the log of `web`, which goes on, shows it. */
const SERVED: Files = {
  'served.csv': csv(
    'timestamp,host,src_ip,src_port,dst_ip,dst_port,protocol,role',
    ...[10, 11, 12, 13].map((hour) => `${at(`${hour}:30:00`)},c-web,10.0.0.1,9000,10.0.0.3,410${hour},tcp,listen`),
  ),
};

const DECLARED: Files = {
  'declared.csv': csv('client_service_id,server_service_id,valid_from,valid_to', 'web,shop,,', 'shop,web,,'),
};

interface Told {
  readonly kind: string;
  readonly why: string | null;
  readonly client: string;
  readonly server: string;
}

interface AuditJson {
  readonly window: { readonly from: string };
  readonly findings: readonly {
    readonly kind: string;
    readonly why: string | null;
    readonly client: string;
    readonly server: string;
    readonly firstSeen: string | null;
    readonly evidence: readonly { readonly path: string; readonly line: number }[];
  }[];
}

const told = ({ findings }: { readonly findings: readonly Told[] }) =>
  findings.map(({ kind, why, client, server }) => `${client}>${server} ${kind}${why ? ` ${why}` : ''}`);

describe('the audit of a window', () => {
  it('does not say that a client never asked by a log of queries without answers', async () => {
    const asking = csv(
      REQUESTS,
      ...[10, 14].map((minute) => `${at(`14:${minute}:00`)},n${minute},c-shop,other.example,A`),
    );
    const why = (answers: Files) =>
      withCase({ ...FLEET, ...SOCKETS, 'asking.csv': asking, ...answers }, async ({ call }) =>
        told(await call('audit.read', {})).filter((finding) => finding.startsWith('shop>data')),
      );
    expect(await why({})).toEqual(['shop>data not-covered no-dns-coverage']);
    const answered = csv(RESPONSES, `${at('14:10:01')},n10,c-shop,other.example,A,NOERROR,10.0.0.1`);
    expect(await why({ 'answers.csv': answered })).toEqual(['shop>data connection-only never-asked']);
  });

  it('reads lookups, sockets, declarations and the windows before, with the records of each finding', async () => {
    await withCase({ ...FLEET, ...DNS, ...SOCKETS, ...SERVED, ...DECLARED }, async ({ call, casePath }) => {
      const window = { from: micros('14:00:00'), to: micros('15:00:00') };
      const audit = await call('audit.read', { window });
      expect(audit.earlierWindows).toBe(4);
      expect(told(audit)).toEqual([
        'shop>data unexpected',
        'data>web missing',
        'web>data missing',
        'shop>web declared-only never-used',
        'shop>data not-covered no-dns-coverage',
        'web>shop agreed',
      ]);
      const cited = audit.findings.map(({ evidence }) =>
        evidence.map(({ citation }) => `${citation.path.split('/').at(-1)}:${citation.line}`),
      );
      expect(cited).toEqual([
        ['sockets.csv:8'],
        ['served.csv:2'],
        ['requests.csv:3'],
        ['declared.csv:3'],
        ['sockets.csv:8'],
        ['requests.csv:10', 'sockets.csv:7', 'declared.csv:2'],
      ]);
      // Over the whole case nothing came before; web's lookups of data fall into the time of its socket log, and no connection follows.
      expect(told(await call('audit.read', {}))).toEqual([
        'web>data unexpected',
        'shop>data unexpected',
        'web>data dns-only latent',
        'shop>web declared-only never-used',
        'data>web not-covered no-dns-coverage',
        'shop>data not-covered no-dns-coverage',
        'web>shop agreed',
      ]);

      const dossier = await call('dependency.dossier', { client: 'web', server: 'shop', window, index: 0 });
      expect(dossier).toMatchObject({
        lookups: 1,
        connections: 1,
        firstSeen: micros('14:05:00'),
        connectedFirst: micros('14:05:01'),
        connectedLast: micros('14:05:01'),
        processes: [{ clientProcess: null, serverPort: 443, protocol: 'tcp', decidedBy: 'role', connections: 1 }],
        sharedAddresses: [],
        declarations: [{ validFrom: null, validTo: null, record: { raw: 'web,shop,,' } }],
        covered: { dns: true, connection: true },
      });
      const never = await call('dependency.dossier', { client: 'shop', server: 'web', window, index: 0 });
      expect(never).toMatchObject({
        count: 0,
        connectedFirst: null,
        processes: [],
        declarations: [{}],
        covered: { dns: false },
      });
      await call('case.close', {});

      const document = await runCliJson<AuditJson>(
        'audit',
        '--case',
        casePath,
        '--from',
        at('14:00:00'),
        '--to',
        at('15:00:00'),
      );
      expect(document.window.from).toBe('2026-03-04T14:00:00.000Z');
      expect(told(document)).toEqual(told(audit));
      expect(document.findings[0]?.evidence[0]?.line).toBe(8);
      const text = await runCli(
        'audit',
        '--case',
        casePath,
        '--service',
        'Shop',
        '--kind',
        'unexpected',
        'agreed',
        '--check',
      );
      expect(text.code).toBe(1);
      expect(text.out).toMatch(/unexpected\s+Shop\s+Data\s+0\s+0\s+1/);
      expect(text.out).not.toContain('declared-only  ');
      expect(text.out).toContain('Connections 10 = resolved 10');
      const fine = await runCli('audit', '--case', casePath, '--kind', 'missing', '--check', '--json');
      expect(fine.code).toBe(0);
      expect((await runCli('audit', '--case', casePath, '--kind', 'odd')).code).toBe(2);
      expect(JSON.parse((await runCli('audit', '--case', `${casePath}.none`, '--json')).out)).toMatchObject({
        findings: [],
      });
    });
  });
});

describe('a lookup of a host between its socket records', () => {
  it('is covered where these follow closely, in one file or in several; snapshots hours apart and a silent log cover nothing between', async () => {
    const HEAD = 'timestamp,host,src_ip,src_port,dst_ip,dst_port,protocol,role';
    const snapshot = (host: string, address: string, time: string) =>
      [1, 2].map((n) => `${at(time)},${host},${address},4000${n},10.9.9.9,443,tcp,`);
    const log = (hour: number) =>
      Array.from(
        { length: 10 },
        (_, minute) => `${at(`${hour}:0${minute}:00`)},c-data,10.0.0.3,4100${minute},10.9.9.9,443,tcp,`,
      );
    const files = {
      ...FLEET,
      'requests.csv': csv(
        REQUESTS,
        `${at('12:00:00')},r1,c-web,data.example,A`,
        `${at('10:20:00')},r2,c-shop,data.example,A`,
        `${at('10:08:30')},r3,c-data,web.example,A`,
        `${at('12:00:00')},r4,c-data,shop.example,A`,
      ),
      'responses.csv': csv(
        RESPONSES,
        `${at('12:00:00')},r1,c-web,data.example,A,NOERROR,10.0.0.3`,
        `${at('10:20:00')},r2,c-shop,data.example,A,NOERROR,10.0.0.3`,
        `${at('10:08:30')},r3,c-data,web.example,A,NOERROR,10.0.0.1`,
        `${at('12:00:00')},r4,c-data,shop.example,A,NOERROR,10.0.0.2`,
      ),
      'web.csv': csv(HEAD, ...['10:00:00', '16:00:00'].flatMap((time) => snapshot('c-web', '10.0.0.1', time))),
      'shop-1.csv': csv(HEAD, ...snapshot('c-shop', '10.0.0.2', '10:00:00')),
      'shop-2.csv': csv(HEAD, ...snapshot('c-shop', '10.0.0.2', '10:40:00')),
      'data.csv': csv(HEAD, ...log(10), ...log(14)),
    };
    await withCase(files, async ({ call }) => {
      const audit = await call('audit.read', {});
      const found = audit.findings.filter(({ kind }) => kind !== 'unexpected');
      expect(told({ findings: found }).sort()).toEqual([
        'data>shop not-covered no-socket-log',
        'data>web dns-only latent',
        'shop>data dns-only latent',
        'web>data not-covered no-socket-log',
      ]);
      expect(found.find(({ client }) => client === 'shop')?.text).toContain('By snapshots alone');
      expect(found.find(({ client, server }) => client === 'data' && server === 'web')?.text).not.toContain(
        'snapshots',
      );
    });
  });
});

describe('the map by one witness', () => {
  it('by the DNS is what it is without any socket log, field by field, and without one the map only gains fields', async () => {
    const maps: string[] = [];
    const window = { from: micros('10:00:00'), to: micros('15:00:00') };
    for (const files of [
      { ...FLEET, ...DNS },
      { ...FLEET, ...DNS, ...SOCKETS },
    ]) {
      await withCase(files, async ({ call }) => {
        const dns = await call('map.read', { window, via: 'dns' });
        const any = await call('map.read', { window });
        maps.push(
          JSON.stringify(dns),
          any.dependencies.map((one) => `${one.lookups} ${one.witness} ${one.connections}`).join(),
        );
        const known = any.dependencies.filter(({ witness }) => witness !== 'connection');
        expect(known).toMatchObject(
          dns.dependencies.map(({ client, server, lookups, regions }) => ({ client, server, lookups, regions })),
        );
      });
    }
    expect(maps[2]).toBe(maps[0]);
    expect(maps[0]).not.toContain('witness');
    expect([maps[1], maps[3]]).toEqual(['4 dns 0,5 dns 0', '0 connection 1,4 dns 0,5 both 5']);
  });

  it('is written by the command line, with how each dependency was seen and by which processes', async () => {
    await withCase({ ...FLEET, ...DNS, ...SOCKETS }, async ({ call, casePath }) => {
      await call('case.close', {});
      const table = (await runCli('map', '--case', casePath, '--format', 'csv')).out.split('\r\n');
      expect(table[0]).toContain(',carried,connections,witness,declared');
      expect(table[1]).toMatch(/^shop,Shop,data,Data,0,0,0,.*,false,1,connection,false$/);
      const processes = await runCliJson<{ processes: unknown[] }>('map', '--case', casePath, '--processes');
      expect(processes.processes).toHaveLength(2);
      expect((await runCli('map', '--case', casePath, '--via', 'connection')).out).toContain('2 dependencies');
    });
  });
});
