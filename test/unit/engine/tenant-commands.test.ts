import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLEET, RING, at } from '../../engine-kit/fleet.ts';
import { runCli, runCliJson } from '../../engine-kit/run-cli.ts';
import { csv, withFolder, writeFiles } from '../../engine-kit/with-case.ts';

/** `web` is of tenant redland; `shop` and `data`, which asks for web, are of bluewater. */
const FILES = {
  ...FLEET,
  ...RING,
  'tree.csv': csv(
    'service_id,service_name,subscription_id,tenant,valid_from,valid_to',
    'web,Web,sub-web,redland,,',
    'id-of-shop,Harbour Shop,sub-shop,bluewater,,',
    'id-of-data,Tide Data,sub-data,bluewater,,',
  ),
  'policy.csv': csv('action,from_kind,from,to_kind,to', 'deny,tenant,redland,tenant,bluewater'),
};

describe('tenants and policies on the command line', () => {
  let folder = '';
  let path = '';
  let end: () => void = () => undefined;
  let done: Promise<void>;
  beforeAll(async () => {
    await new Promise<void>((ready, fail) => {
      done = withFolder(async (made) => {
        [folder, path] = [made, join(made, 'case.aftermap')];
        await writeFiles(join(made, 'evidence'), FILES);
        await runCli('import', join(made, 'evidence'), '--case', path);
        ready();
        await new Promise<void>((resolve) => (end = resolve));
      });
      done.catch(fail);
    });
  }, 60_000);
  afterAll(async () => {
    end();
    await done;
  });

  it("a tenant's map names nobody else, in any format", async () => {
    for (const format of ['json', 'csv', 'dot', 'graphml', 'mermaid', undefined]) {
      const { out, code } = await runCli(
        'map',
        '--case',
        path,
        '--tenant',
        'Redland',
        ...(format ? ['--format', format] : []),
      );
      expect(code, format).toBe(0);
      expect(out, format).toContain('tenant 1');
      expect(out, format).not.toMatch(/bluewater|id-of|harbour|tide|sub-shop|10\.0\.0|c-data|\.csv|West/i);
    }
  }, 60_000);

  it("a tenant's report is of its own services, names nobody else in any of its files, and refuses what it cannot be", async () => {
    const report = (service: string, tenant: string) =>
      runCli('report', '--case', path, '--service', service, '--tenant', tenant, '--out', join(folder, 'report'));
    const green = await report('web', 'green');
    expect([green.code, green.err]).toEqual([2, expect.stringContaining('The tenants are bluewater, redland.')]);
    const foreign = await report('id-of-shop', 'redland');
    expect([foreign.code, foreign.err]).toEqual([
      2,
      expect.stringMatching(/Harbour Shop is not .* redland.*\n.*: Web\./),
    ]);
    expect((await report('web', 'Redland')).code).toBe(0);
    const names = (await readdir(join(folder, 'report'))).filter((name) => !name.endsWith('.pdf'));
    expect(names).toHaveLength(15);
    for (const name of names) {
      const text = await readFile(join(folder, 'report', name), 'utf8');
      expect(text, name).not.toMatch(/bluewater|id-of|harbour|tide|sub-shop|10\.0\.0|c-data|\w\.csv|case\.aftermap/i);
      if (name.endsWith('.json')) expect(JSON.parse(text), name).toMatchObject({ tenant: 'redland' });
    }
  }, 60_000);

  it('the map by tenant adds up, and what it does not know is named', async () => {
    const map = await runCliJson<{
      groups: { id: string; inside: { lookups: number } | null }[];
      dependencies: { client: string; server: string; lookups: number }[];
    }>('map', '--case', path, '--group', 'tenant');
    expect(map.groups.map(({ id, inside }) => [id, inside?.lookups ?? 0])).toEqual([
      ['tenant:bluewater', 1],
      ['tenant:redland', 0],
    ]);
    expect(map.dependencies.map(({ client, server, lookups }) => `${client} ${server} ${lookups}`)).toEqual([
      'tenant:bluewater tenant:redland 1',
      'tenant:redland tenant:bluewater 1',
    ]);
    const { code, err } = await runCli('map', '--case', path, '--tenant', 'green');
    expect([code, err]).toEqual([2, expect.stringContaining('bluewater, redland')]);
    const none = await runCli(
      ...['map', '--case', path, '--tenant', 'redland', '--service', 'id-of-shop', '--depth', '1'],
    );
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('known to belong to the tenant redland')]);
  }, 60_000);

  it('the audit tells what policies deny, ends with 1 when it is asked to check, and writes the allow-list', async () => {
    const { policies } = await runCliJson<{
      policies: { counts: object; verdicts: { verdict: string; part: { from: string } }[] };
    }>('audit', '--case', path);
    expect(policies.counts).toEqual({ denied: 1, undecided: 0, 'not-covered': 2, allowed: 0 });
    expect(policies.verdicts[0]).toMatchObject({
      verdict: 'denied',
      part: { from: at('10:00:00').replace('Z', '.000Z') },
    });
    const list = join(folder, 'allow.yaml');
    const { code, out, err } = await runCli('audit', '--case', path, '--check', '--allow-list', list);
    expect(err).toContain('allow.yaml lets in 1 use that the policies of today deny');
    expect([code, out]).toEqual([1, expect.stringMatching(/redland → bluewater, denied: Web → Harbour Shop/)]);
    expect(await readFile(list, 'utf8')).toContain('app.kubernetes.io/name: id-of-data');
  }, 60_000);
});
