import { describe, expect, it } from 'vitest';
import { at, FLEET, micros, REQUESTS, RESPONSES } from '../engine-kit/fleet.ts';
import { places, told } from '../engine-kit/reduced.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

/** Lookups as `clock source answers…`, each with an id of its own. */
function lookups(...asked: readonly string[]): Files {
  const parts = asked.map((text) => text.split(' '));
  return {
    'q.csv': csv(
      REQUESTS,
      ...parts.map(([clock = '', source = ''], i) => `${at(clock)},id-${i},${source},name-${i}.example,A`),
    ),
    'r.csv': csv(
      RESPONSES,
      ...parts.flatMap(([clock = '', source = '', ...ips], i) =>
        ips.map((ip) => `${at(clock)},id-${i},${source},name-${i}.example,A,NOERROR,${ip}`),
      ),
    ),
  };
}
async function outcome(files: Files) {
  return withCase({ ...FLEET, ...files }, async ({ map }) => {
    const found = await map();
    return { map: told(found), places: places(found) };
  });
}
const vm = (...rows: readonly string[]) =>
  csv('container_id,vm_id,subscription_id,resource_id,location,valid_from,valid_to', ...rows);
const ip = (...rows: readonly string[]) => csv('ip,subscription_id,resource_id,region,valid_from,valid_to', ...rows);
const tree = (...rows: readonly string[]) =>
  csv('service_id,service_name,subscription_id,resource_id,valid_from,valid_to', ...rows);

describe('an address belongs to who had it at the time of the lookup', () => {
  const moved = ip(
    `10.0.0.9,sub-shop,r-shop,East,${at('09:00:00')},${at('10:00:00')}`,
    `10.0.0.9,sub-data,r-data,West,${at('10:00:00')},${at('11:00:00')}`,
  );

  it('from exactly valid_from on, and no more at exactly valid_to', async () => {
    const clocks = ['08:59:59.999999', '09:00:00', '09:59:59.999999', '10:00:00', '10:59:59.999999', '11:00:00'];
    const files = { 'ip.csv': moved, ...lookups(...clocks.map((clock) => `${clock} c-web 10.0.0.9`)) };
    expect(await outcome(files)).toEqual({
      map: ['web → data 2', 'web → shop 2'],
      places: { resolved: 4, 'unknown-address': 2 },
    });
  });

  it('and its subscription to the service that had that at the time', async () => {
    const handed = tree(
      'web,Web,sub-web,,,',
      `shop,Shop,sub-shop,,,${at('10:00:00')}`,
      `data,Data,sub-shop,,${at('10:00:00')},${at('12:00:00')}`,
    );
    const files = {
      'tree.csv': handed,
      ...lookups('09:59:59.999999 c-web 10.0.0.2', '10:00:00 c-web 10.0.0.2', '12:00:00 c-web 10.0.0.2'),
    };
    expect(await outcome(files)).toEqual({
      map: ['web → data 1', 'web → shop 1'],
      places: { resolved: 2, unowned: 1 },
    });
  });

  it('and so does the machine that asks', async () => {
    const replaced = vm(
      `c-1,,sub-web,,East,${at('09:00:00')},${at('10:00:00')}`,
      `c-1,,sub-shop,,East,${at('10:00:00')},`,
    );
    const files = {
      'vm.csv': replaced,
      ...lookups('09:59:59 c-1 10.0.0.3', '10:00:00 c-1 10.0.0.3', '08:00:00 c-1 10.0.0.3'),
    };
    expect(await outcome(files)).toEqual({
      map: ['shop → data 1', 'web → data 1'],
      places: { resolved: 2, 'unknown-client': 1 },
    });
  });

  it('where two records overlap with one owner, that owner; with two, either, for as long as they overlap', async () => {
    const files = {
      'ip.csv': ip(
        `10.0.0.9,sub-shop,r-a,East,${at('09:00:00')},${at('11:00:00')}`,
        `10.0.0.9,sub-shop,r-b,East,${at('10:00:00')},${at('12:00:00')}`,
        `10.0.0.9,sub-data,r-c,West,${at('11:30:00')},${at('13:00:00')}`,
      ),
      ...lookups('10:30:00 c-web 10.0.0.9', '11:45:00 c-web 10.0.0.9', '12:30:00 c-web 10.0.0.9'),
    };
    expect(await outcome(files)).toEqual({
      map: ['web → data 1 +1 contested', 'web → shop 1 +1 contested'],
      places: { resolved: 2, contested: 1 },
    });
  });
});

describe('a source id', () => {
  it('of either column of a log matches either column of the inventory', async () => {
    const files = {
      'vm.csv': vm('c-1,,sub-web,,East,,', ',vm-2,sub-shop,,East,,'),
      'q.csv': csv(
        'timestamp,request_id,source_container_id,source_vm_id,fqdn,query_type',
        `${at('10:00:00')},a,,c-1,x.example,A`,
        `${at('10:00:01')},b,vm-2,,x.example,A`,
      ),
      'r.csv': csv(
        'timestamp,request_id,source_vm_id,fqdn,query_type,response_code,answer_ip',
        `${at('10:00:00')},a,c-1,x.example,A,NOERROR,10.0.0.3`,
        `${at('10:00:01')},b,vm-2,x.example,A,NOERROR,10.0.0.3`,
      ),
    };
    expect((await outcome(files)).map).toEqual(['shop → data 1', 'web → data 1']);
  });

  it('goes before the source address; where there is none, the address tells the client by the IP inventory', async () => {
    const files = {
      'q.csv': csv(
        'timestamp,request_id,source_container_id,source_ip,fqdn,query_type',
        `${at('10:00:00')},a,c-web,10.0.0.2,x.example,A`,
        `${at('10:00:01')},b,,10.0.0.2,x.example,A`,
        `${at('10:00:02')},c,c-nobody,10.0.0.2,x.example,A`,
      ),
      'r.csv': csv(
        'timestamp,request_id,source_ip,fqdn,query_type,response_code,answer_ip',
        ...['a', 'b', 'c'].map((id, i) => `${at(`10:00:0${i}`)},${id},10.0.0.2,x.example,A,NOERROR,10.0.0.3`),
      ),
    };
    expect(await outcome(files)).toEqual({
      map: ['shop → data 1', 'web → data 1'],
      places: { resolved: 2, 'unknown-client': 1 },
    });
  });
});

describe('a subscription that carries several services', () => {
  const shared = tree(
    'web,Web,sub-web,,,',
    'shop,Shop,sub-both,r-shop,,',
    'data,Data,sub-both,r-data,,',
    'bare,Bare,sub-both,,,',
  );

  it('is decided by the resource', async () => {
    const files = {
      'tree.csv': shared,
      'ip.csv': ip('10.0.0.2,sub-both,r-shop,East,,', '10.0.0.3,sub-both,r-data,West,,'),
      ...lookups('10:00:00 c-web 10.0.0.2', '10:00:01 c-web 10.0.0.3', '10:00:02 c-web 10.0.0.3'),
    };
    expect(await outcome(files)).toEqual({ map: ['web → data 2', 'web → shop 1'], places: { resolved: 3 } });
  });

  it('is contested where no resource matches: every candidate is shown, none of them counted', async () => {
    const files = {
      'tree.csv': shared,
      'ip.csv': ip('10.0.0.2,sub-both,r-other,East,,', '10.0.0.3,sub-both,,West,,'),
      ...lookups('10:00:00 c-web 10.0.0.2', '10:00:01 c-web 10.0.0.3'),
    };
    expect(await outcome(files)).toEqual({
      map: ['web → bare 0 +2 contested', 'web → data 0 +2 contested', 'web → shop 0 +2 contested'],
      places: { contested: 2 },
    });
  });

  it('makes the client contested in the same way', async () => {
    const files = {
      'tree.csv': tree('web,Web,sub-web,,,', 'shop,Shop,sub-web,,,', 'data,Data,sub-data,,,'),
      ...lookups('10:00:00 c-web 10.0.0.3'),
    };
    expect(await outcome(files)).toEqual({
      map: ['shop → data 0 +1 contested', 'web → data 0 +1 contested'],
      places: { contested: 1 },
    });
  });

  it('of several instances of one service is that service, for certain', async () => {
    const files = {
      'tree.csv': csv(
        'service_id,service_name,instance_id,subscription_id,resource_id,valid_from,valid_to',
        'web,Web,,sub-web,,,',
        'shop,Shop,shop-1,sub-shop,r-1,,',
        'shop,Shop,shop-2,sub-shop,r-2,,',
      ),
      ...lookups('10:00:00 c-web 10.0.0.2'),
    };
    await withCase({ ...FLEET, ...files }, async ({ map, call }) => {
      const found = await map();
      expect(told(found)).toEqual(['web → shop 1']);
      const dossier = await call('dependency.dossier', {
        client: 'web',
        server: 'shop',
        window: found.window,
        index: 0,
      });
      expect(dossier.instances).toHaveLength(1);
    });
  });
});

describe('an address in two subscriptions', () => {
  it('of two services is contested; one certain answer beside it resolves the lookup', async () => {
    const files = {
      'ip.csv': ip('10.0.0.9,sub-shop,,East,,', '10.0.0.9,sub-data,,West,,', '10.0.0.3,sub-data,,West,,'),
      ...lookups('10:00:00 c-web 10.0.0.9', '10:00:01 c-web 10.0.0.9 10.0.0.3'),
    };
    expect(await outcome(files)).toEqual({
      map: ['web → data 1 +1 contested', 'web → shop 0 +2 contested'],
      places: { resolved: 1, contested: 1 },
    });
  });
});

/** What a lookup asks and what comes back, and its one place; each is put into a minute of its own. */
const PLACES: readonly (readonly [string, string, Readonly<Record<string, number>>])[] = [
  ['resolved: one answer of another service is enough', 'c-web 10.9.9.9 10.0.0.2', { resolved: 1 }],
  ['resolved, though another answer is itself', 'c-web 10.0.0.1 10.0.0.2', { resolved: 1 }],
  ['self: only itself answers', 'c-web 10.0.0.1', { self: 1 }],
  ['self, though another answer is unknown', 'c-web 10.0.0.1 10.9.9.9', { self: 1 }],
  ['unknown-client before anything else', 'c-nobody 10.0.0.2', { 'unknown-client': 1 }],
  ['unknown-client before no-answer', 'c-nobody', { 'unknown-client': 1 }],
  ['no-answer: nothing came back', 'c-web', { 'no-answer': 1 }],
  ['no-answer before an unowned client', 'c-orphan', { 'no-answer': 1 }],
  ['contested before unowned', 'c-web 10.0.0.8 10.0.0.9', { contested: 1 }],
  ['contested where the client is unowned', 'c-orphan 10.0.0.9', { contested: 1 }],
  ['unowned: the address is in the inventory, its subscription in no tree', 'c-web 10.0.0.8', { unowned: 1 }],
  ['unowned: so is the client', 'c-orphan 10.0.0.2', { unowned: 1 }],
  ['unowned before unknown-address', 'c-web 10.9.9.9 10.0.0.8', { unowned: 1 }],
  ['unknown-address: external', 'c-web 10.9.9.9', { 'unknown-address': 1 }],
];

describe('the place of a lookup', () => {
  it('is the first that holds', async () => {
    const clock = (i: number) => `10:${String(i).padStart(2, '0')}:00`;
    const files = {
      'more-vm.csv': vm('c-orphan,,sub-orphan,,East,,'),
      'more-ip.csv': ip('10.0.0.8,sub-orphan,,East,,', '10.0.0.9,sub-shop,,East,,', '10.0.0.9,sub-data,,West,,'),
      ...lookups(...PLACES.map(([, lookup], i) => `${clock(i)} ${lookup}`)),
    };
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      for (const [i, [place, , counts]] of PLACES.entries()) {
        const window = { from: micros(clock(i)), to: micros(clock(i)) + 1 };
        expect(places(await call('map.read', { window })), place).toEqual(counts);
      }
    });
  });
});

describe('the answers of one lookup', () => {
  it('that belong to several services make it a lookup of each; several of one service, one lookup of it', async () => {
    const files = {
      'more-ip.csv': ip('10.0.0.4,sub-shop,,East,,', '10.0.0.5,sub-shop,,North,,'),
      ...lookups('10:00:00 c-web 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5'),
    };
    await withCase({ ...FLEET, ...files }, async ({ map }) => {
      const found = await map();
      expect(told(found)).toEqual(['web → data 1', 'web → shop 1']);
      expect(found.dependencies[1]?.regions).toEqual({ East: 1, North: 1 });
      expect(places(found)).toEqual({ resolved: 1 });
    });
  });

  it('may all be IPv6, in any spelling', async () => {
    const files = {
      'ip.csv': ip('2001:db8::5,sub-data,,West,,', '::ffff:10.0.0.2,sub-shop,,East,,'),
      ...lookups('10:00:00 c-web 2001:0DB8:0:0:0:0:0:5', '10:00:01 c-web 10.0.0.2', '10:00:02 c-web ::FFFF:0a00:0002'),
    };
    expect((await outcome(files)).map).toEqual(['web → data 1', 'web → shop 2']);
  });
});

describe('the region of an answer', () => {
  it('is that of the IP inventory, else where the VM of its resource was at the time, else unknown', async () => {
    const files = {
      'vm.csv': vm(
        'c-web,,sub-web,r-web,East,,',
        `c-shop,,sub-shop,r-shop,South,,${at('10:00:00')}`,
        `c-shop-2,,sub-shop,r-shop,North,${at('10:00:00')},`,
      ),
      'ip.csv': ip('10.0.0.2,sub-shop,r-shop,,,', '10.0.0.4,sub-shop,r-shop,Island,,', '10.0.0.3,sub-data,r-none,,,'),
      ...lookups(
        '09:59:59 c-web 10.0.0.2',
        '10:00:00 c-web 10.0.0.2',
        '10:00:01 c-web 10.0.0.4',
        '10:00:02 c-web 10.0.0.3',
      ),
    };
    await withCase({ ...FLEET, ...files }, async ({ map, call }) => {
      const regions = Object.fromEntries(
        (await map()).dependencies.map(({ server, regions: found }) => [server, found]),
      );
      expect(regions).toEqual({ data: { unknown: 1 }, shop: { Island: 1, North: 1, South: 1 } });
      const report = await call('regions.read', { service: 'web' });
      expect(report.rows.map(({ service, order, counts }) => [service, order, counts])).toEqual(
        expect.arrayContaining([
          ['shop', 1, { Island: 1, North: 1, South: 1 }],
          ['data', 1, { unknown: 1 }],
        ]),
      );
    });
  });

  it('counts what the target and all that it reaches looked up, and nothing that others did', async () => {
    const files = lookups(
      '10:00:00 c-web 10.0.0.2',
      '10:00:01 c-shop 10.0.0.3',
      '10:00:02 c-shop 10.0.0.3',
      '10:00:03 c-data 10.0.0.1',
    );
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      const rows = async (service: string) =>
        (await call('regions.read', { service })).rows.map((row) => [row.service, row.order, row.counts]);
      expect(await rows('web')).toEqual([
        ['shop', 1, { East: 1 }],
        ['data', 2, { West: 2 }],
      ]);
      expect(await rows('shop')).toEqual([
        ['data', 1, { West: 2 }],
        ['web', 2, { East: 1 }],
      ]);
    });
  });
});

describe('failures of a dependency', () => {
  const asked = (code: string, i: number, name = 'shop.example', source = 'c-web') =>
    `${at(`10:00:0${i}`)},f-${i},${source},${name},A,${code},`;

  it('are SERVFAIL, REFUSED, by name or number, and silence for a name that elsewhere led to the server, and NXDOMAIN is none', async () => {
    const codes = ['SERVFAIL', 'refused', 'NXDOMAIN', 'NOERROR', '2', '3'];
    const files = {
      'q.csv': csv(
        REQUESTS,
        `${at('09:00:00')},ok,c-data,Shop.example.,A`,
        ...[...codes, 'silence'].map((_, i) => `${at(`10:00:0${i}`)},f-${i},c-web,shop.example,A`),
        `${at('10:00:09')},f-9,c-web,other.example,A`,
      ),
      'r.csv': csv(
        RESPONSES,
        `${at('09:00:00')},ok,c-data,shop.example,A,NOERROR,10.0.0.2`,
        ...codes.map((code, i) => asked(code, i)),
      ),
    };
    await withCase({ ...FLEET, ...files }, async ({ map }) => {
      const found = await map();
      expect(told(found)).toEqual(['data → shop 1', 'web → shop 0 +4 failed']);
      expect(found.lookups.noAnswer).toEqual({ NOERROR: 1, NXDOMAIN: 2, REFUSED: 1, SERVFAIL: 2, none: 2 });
    });
  });

  it('are not counted for a client that nobody knows, nor for a service that asks for its own name', async () => {
    const files = {
      'q.csv': csv(REQUESTS, `${at('09:00:00')},ok,c-data,shop.example,A`),
      'r.csv': csv(
        RESPONSES,
        `${at('09:00:00')},ok,c-data,shop.example,A,NOERROR,10.0.0.2`,
        asked('SERVFAIL', 1, 'shop.example', 'c-nobody'),
        asked('SERVFAIL', 2, 'shop.example', 'c-shop'),
      ),
    };
    expect(await outcome(files)).toEqual({
      map: ['data → shop 1'],
      places: { resolved: 1, 'unknown-client': 1, 'no-answer': 1 },
    });
  });
});
