import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../shared/model/comparison.ts';
import { FLEET, RESPONSES, at, micros } from '../../engine-kit/fleet.ts';
import { csv, withCase, writeFiles, type Files, type TestCase } from '../../engine-kit/with-case.ts';
import { createEngine } from '../../../main/engine/engine.ts';

const BEFORE = { from: micros('10:00:00'), to: micros('11:00:00') };
const AFTER = { from: micros('11:00:00'), to: micros('12:00:00') };

/** One lookup every two minutes of an hour: who asked, for what, and which address came back. */
function hour(
  hourOfDay: number,
  asked: readonly (readonly [source: string, name: string, address: string])[],
): string[] {
  return Array.from({ length: 30 }, (_, i) => `${hourOfDay}:${String(i * 2).padStart(2, '0')}:00`).flatMap((clock) =>
    asked.map(([source, name, address]) => `${at(clock)},,${source},${name},A,NOERROR,${address}`),
  );
}
const WEB_SHOP = ['c-web', 'shop.example', '10.0.0.2'] as const;
const SHOP_DATA = ['c-shop', 'data.example', '10.0.0.3'] as const;
const DATA_WEB = ['c-data', 'web.example', '10.0.0.1'] as const;
const EVERYBODY = [WEB_SHOP, SHOP_DATA, DATA_WEB];
const log = (...rows: readonly string[]) => csv(RESPONSES, ...rows);

const compared = (call: TestCase['call'], service?: string) =>
  call('comparison.read', { window: AFTER, against: BEFORE, ...(service === undefined ? {} : { service }) });

/** What differs, as `web → shop gone: traffic`. */
const told = ({ dependencies }: Comparison) =>
  dependencies
    .filter(({ change }) => change !== 'same')
    .map(
      ({ client, server, change, causes }) =>
        `${client} → ${server} ${change}: ${causes.map(({ kind }) => kind).join(', ')}`,
    );

/** The records of the first cause of the first difference, as `file:line`. */
const cited = ({ dependencies }: Comparison) =>
  dependencies
    .find(({ change }) => change !== 'same')
    ?.causes[0]?.citations.map(({ side, path, line }) => `${side} ${path.split('/').at(-1)}:${line}`);

const withLog = (files: Files) => ({ ...FLEET, ...files });

describe('the cause of a difference', () => {
  it('is the traffic where the client ceased to ask, while its log goes on; the last lookup is cited', async () => {
    const dns = log(...hour(10, EVERYBODY), ...hour(11, [SHOP_DATA, DATA_WEB]));
    await withCase(withLog({ 'dns.csv': dns }), async ({ call }) => {
      const found = await compared(call);
      expect(told(found)).toEqual(['web → shop gone: traffic']);
      expect(cited(found)).toEqual(['against dns.csv:89']);
    });
  });

  it('is the coverage where no log of the client reaches into the window', async () => {
    const files = {
      'web.csv': log(...hour(10, [WEB_SHOP])),
      'rest.csv': log(...hour(10, [SHOP_DATA, DATA_WEB]), ...hour(11, [SHOP_DATA, DATA_WEB])),
    };
    await withCase(withLog(files), async ({ call }) => {
      const found = await compared(call);
      expect(told(found)).toEqual(['web → shop not-observable: coverage']);
      expect(found.dependencies.find(({ client }) => client === 'web')?.window).toMatchObject({
        covered: 0,
        perHour: null,
      });
    });
  });

  it('is the service tree where the subscription of the server passed to another service; both records are cited', async () => {
    const tree = csv(
      'service_id,service_name,subscription_id,valid_from,valid_to',
      'web,Web,sub-web,,',
      `shop,Shop,sub-shop,,${at('11:00:00')}`,
      `mall,Mall,sub-shop,${at('11:00:00')},`,
      'data,Data,sub-data,,',
    );
    const dns = log(...hour(10, [WEB_SHOP, DATA_WEB]), ...hour(11, [WEB_SHOP, DATA_WEB]));
    await withCase(withLog({ 'tree.csv': tree, 'dns.csv': dns }), async ({ call }) => {
      const found = await compared(call);
      expect(told(found)).toEqual(['web → mall added: service-tree', 'web → shop gone: service-tree']);
      expect(cited(found)?.toSorted()).toEqual(['against tree.csv:3', 'window tree.csv:4']);
      const changes = found.services.filter(({ change }) => change !== 'same');
      expect(changes.map(({ id, change, causes }) => `${id} ${change} ${causes[0]?.kind}`)).toEqual([
        'mall added service-tree',
        'shop gone service-tree',
      ]);
    });
  });

  it('is the service tree at the client too: what its VMs ask is asked by the new owner', async () => {
    const tree = csv(
      'service_id,service_name,subscription_id,valid_from,valid_to',
      `web,Web,sub-web,,${at('11:00:00')}`,
      `desk,Desk,sub-web,${at('11:00:00')},`,
      'shop,Shop,sub-shop,,',
      'data,Data,sub-data,,',
    );
    const dns = log(...hour(10, [WEB_SHOP, SHOP_DATA]), ...hour(11, [WEB_SHOP, SHOP_DATA]));
    await withCase(withLog({ 'tree.csv': tree, 'dns.csv': dns }), async ({ call }) => {
      expect(told(await compared(call))).toEqual(['desk → shop added: service-tree', 'web → shop gone: service-tree']);
    });
  });

  it('is the inventory where the same address is in another subscription', async () => {
    const ip = csv(
      'ip,subscription_id,resource_id,region,valid_from,valid_to',
      '10.0.0.1,sub-web,r-web,East,,',
      `10.0.0.2,sub-shop,r-shop,East,,${at('11:00:00')}`,
      `10.0.0.2,sub-data,r-data,East,${at('11:00:00')},`,
      '10.0.0.3,sub-data,r-data,West,,',
    );
    const dns = log(...hour(10, EVERYBODY), ...hour(11, EVERYBODY));
    await withCase(withLog({ 'ip.csv': ip, 'dns.csv': dns }), async ({ call }) => {
      const found = await compared(call);
      expect(told(found)).toEqual(['web → data added: inventory', 'web → shop gone: inventory']);
      expect(cited(found)?.toSorted()).toEqual(['against ip.csv:3', 'window ip.csv:4']);
    });
  });

  it('is the inventory where the instance has no record any more', async () => {
    const ip = csv(
      'ip,subscription_id,resource_id,region,valid_from,valid_to',
      '10.0.0.1,sub-web,r-web,East,,',
      `10.0.0.2,sub-shop,r-shop,East,,${at('11:00:00')}`,
      '10.0.0.3,sub-data,r-data,West,,',
    );
    const dns = log(...hour(10, EVERYBODY), ...hour(11, EVERYBODY));
    await withCase(withLog({ 'ip.csv': ip, 'dns.csv': dns }), async ({ call }) => {
      const found = await compared(call);
      expect(told(found)).toEqual(['web → shop gone: inventory']);
      expect(cited(found)).toEqual(['against ip.csv:3']);
    });
  });

  it('is the inventory where the address is in another region: the dependency moved', async () => {
    const ip = csv(
      'ip,subscription_id,resource_id,region,valid_from,valid_to',
      '10.0.0.1,sub-web,r-web,East,,',
      `10.0.0.2,sub-shop,r-shop,East,,${at('11:00:00')}`,
      `10.0.0.2,sub-shop,r-shop,North,${at('11:00:00')},`,
      '10.0.0.3,sub-data,r-data,West,,',
    );
    const dns = log(...hour(10, EVERYBODY), ...hour(11, EVERYBODY));
    await withCase(withLog({ 'ip.csv': ip, 'dns.csv': dns }), async ({ call }) => {
      const found = await compared(call);
      expect(told(found)).toEqual(['web → shop moved: inventory']);
      expect(found.dependencies.find(({ change }) => change === 'moved')?.differences).toEqual(['regions']);
    });
  });

  it('is the traffic where the name leads to another service and no owner changed', async () => {
    const dns = log(...hour(10, EVERYBODY), ...hour(11, [['c-web', 'shop.example', '10.0.0.3'], SHOP_DATA, DATA_WEB]));
    await withCase(withLog({ 'dns.csv': dns }), async ({ call }) => {
      const found = await compared(call);
      expect(told(found)).toEqual(['web → data added: traffic', 'web → shop gone: traffic']);
      expect(found.dependencies.find(({ change }) => change === 'gone')?.causes[0]?.text).toContain('led to Data');
    });
  });

  it('is the service tree where a second owner makes the dependency contested', async () => {
    const tree = csv(
      'service_id,service_name,subscription_id,valid_from,valid_to',
      'web,Web,sub-web,,',
      'shop,Shop,sub-shop,,',
      `mall,Mall,sub-shop,${at('11:00:00')},`,
      'data,Data,sub-data,,',
    );
    const dns = log(...hour(10, [WEB_SHOP, DATA_WEB]), ...hour(11, [WEB_SHOP, DATA_WEB]));
    await withCase(withLog({ 'tree.csv': tree, 'dns.csv': dns }), async ({ call }) => {
      expect(told(await compared(call))).toEqual([
        'web → mall added: service-tree',
        'web → shop changed: service-tree',
      ]);
    });
  });

  it('is undetermined where nothing decides: a failed lookup of a name that led to the server in neither window', async () => {
    const early = `${at('09:00:00')},,c-web,shop.example,A,NOERROR,10.0.0.2`;
    const failed = Array.from({ length: 5 }, (_, i) => `${at(`10:0${i}:00`)},,c-web,shop.example,A,SERVFAIL,`);
    const dns = log(early, ...failed, ...hour(10, [SHOP_DATA, DATA_WEB]), ...hour(11, [SHOP_DATA, DATA_WEB]));
    await withCase(withLog({ 'dns.csv': dns }), async ({ call }) => {
      expect(told(await compared(call))).toEqual(['web → shop gone: undetermined']);
    });
  });
});

describe('what is compared', () => {
  it('is what the service reaches in either window, where one is given', async () => {
    const dns = log(...hour(10, EVERYBODY), ...hour(11, [DATA_WEB]));
    await withCase(withLog({ 'dns.csv': dns }), async ({ call }) => {
      expect(told(await compared(call, 'Shop'))).toEqual(['shop → data gone: traffic', 'web → shop gone: traffic']);
      const reached = await call('comparison.read', {
        window: AFTER,
        against: { ...BEFORE, from: AFTER.to - 1, to: AFTER.to },
        service: 'shop',
      });
      expect(reached.dependencies).toEqual([]);
    });
  });

  it('is counted per hour of covered time: a window twice as long shows no more', async () => {
    const dns = log(...hour(9, EVERYBODY), ...hour(10, EVERYBODY), ...hour(11, EVERYBODY)).replaceAll('T9:', 'T09:');
    await withCase(withLog({ 'dns.csv': dns }), async ({ call }) => {
      const found = await call('comparison.read', {
        window: AFTER,
        against: { from: micros('09:00:00'), to: BEFORE.to },
      });
      expect(told(found)).toEqual([]);
      const [first] = found.dependencies;
      expect(first?.window.lookups).toBe(30);
      expect(first?.against.lookups).toBe(60);
      expect(Math.abs((first?.window.perHour ?? 0) - (first?.against.perHour ?? 0))).toBeLessThan(1);
    });
  });
});

describe('two cases', () => {
  const dns = (asked: typeof EVERYBODY) => log(...hour(10, asked));

  it('are held against each other by the ids of their services, and causes come from the records of both', async () => {
    const tree =
      FLEET['tree.csv']
        ?.toString()
        .replace('shop,Shop,', 'shop,Shop of Old,')
        .replace('data,Data,sub-data', 'vault,Vault,sub-data') ?? '';
    await withCase(withLog({ 'dns.csv': dns(EVERYBODY) }), async ({ call, folder }) => {
      const other = await caseIn(`${folder}/other`, { ...FLEET, 'tree.csv': tree, 'dns.csv': dns(EVERYBODY) });
      const found = await call('comparison.read', { againstCase: other });
      expect(found.againstCase).toMatchObject({ path: other, name: 'other.aftermap' });
      expect(told(found)).toEqual([
        'data → web added: service-tree',
        'shop → data added: service-tree',
        'shop → vault gone: service-tree',
        'vault → web gone: service-tree',
      ]);
      expect(found.services.map(({ id, change, formerName }) => `${id} ${change} ${formerName ?? ''}`.trim())).toEqual([
        'data added',
        'shop renamed Shop of Old',
        'vault gone',
        'web same',
      ]);
    });
  });

  it('cannot be the same one, nor one that is no case, and say so', async () => {
    await withCase(withLog({ 'dns.csv': dns(EVERYBODY) }), async ({ call, casePath, folder }) => {
      await expect(call('comparison.read', { againstCase: casePath })).rejects.toMatchObject({ code: 'usage' });
      await writeFiles(folder, { 'note.aftermap': 'no case' });
      await expect(call('comparison.read', { againstCase: `${folder}/note.aftermap` })).rejects.toMatchObject({
        code: 'not-a-case',
      });
      await expect(call('comparison.read', { againstCase: `${folder}/none.aftermap` })).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(call('comparison.read', { window: AFTER })).rejects.toMatchObject({ code: 'usage' });
      expect(told(await compared(call))).toHaveLength(3);
    });
  });

  it('leave the open case as it was: it answers afterwards as before', async () => {
    await withCase(withLog({ 'dns.csv': dns(EVERYBODY) }), async ({ call, map, folder }) => {
      const before = await map();
      await call('comparison.read', {
        againstCase: await caseIn(`${folder}/other`, { ...FLEET, 'dns.csv': dns([WEB_SHOP]) }),
      });
      expect(await map()).toEqual(before);
    });
  });
});

/** A case over some files, closed again; gives its path. */
async function caseIn(folder: string, files: Files): Promise<string> {
  const engine = createEngine({ limits: { memory: '1GB', threads: 1 } });
  const paths = await writeFiles(`${folder}/evidence`, files);
  await engine.call('case.open', { path: `${folder}/other.aftermap`, create: true });
  await engine.call('evidence.import', { paths: [...paths] });
  await engine.close();
  return `${folder}/other.aftermap`;
}

it('prints as a sheet that names both windows, the counts and every record', async () => {
  const dns = log(...hour(10, EVERYBODY), ...hour(11, [SHOP_DATA, DATA_WEB]));
  await withCase(withLog({ 'dns.csv': dns }), async ({ call }) => {
    const { html } = await call('comparison.html', { window: AFTER, against: BEFORE });
    expect(html).toContain('3 dependencies = 0 added + 1 gone + 0 moved + 0 changed + 2 same');
    expect(html).toContain('dns.csv : 89');
    expect(html).toContain('2026-03-04 11:00:00');
  });
});
