import { describe, expect, it } from 'vitest';
import { at, FLEET, REQUESTS, RESPONSES } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files, type TestCase } from '../engine-kit/with-case.ts';

const ASKED = 'timestamp,source_ip,fqdn,query_type,response_code,answer_ip';
const ADDRESSES = 'ip,subscription_id,resource_id,region,kind,valid_from,valid_to';

/** Responses without requests, each a lookup: second of 10:00, source address, name, type, code, answer. */
function asked(...rows: readonly (readonly [number, string, string, string, string, string])[]): string {
  return csv(
    ASKED,
    ...rows.map(([second, ...rest]) => [at(`10:00:${String(second).padStart(2, '0')}`), ...rest].join()),
  );
}

async function outcome({ call, map }: TestCase) {
  const { dependencies, lookups } = await map();
  const { total, resolved, self, unresolved } = lookups;
  expect(total).toBe(resolved + self + Object.values(unresolved).reduce((sum, n) => sum + n, 0));
  return {
    pairs: dependencies.map((one) => `${one.client}→${one.server} ${one.lookups}`),
    unresolved: Object.fromEntries(Object.entries(lookups.unresolved).filter(([, n]) => n > 0)),
    infrastructure: lookups.infrastructure,
    apart: await call('infrastructure.read', {}),
  };
}

/** Addresses of Web from 10.0.0.11 on, each called what `words` say, and one lookup of shop.example by each. */
function called(words: readonly string[], ...more: readonly string[]): Files {
  return {
    ...FLEET,
    'ip.csv': csv(
      ADDRESSES,
      '10.0.0.2,sub-shop,r-shop,East,private,,',
      ...words.map((word, i) => `10.0.0.${11 + i},sub-web,r-web-${i},East,${word},,`),
      ...more,
    ),
    'lookups.csv': asked(
      ...words.map((_, i) => [i + 1, `10.0.0.${11 + i}`, 'shop.example', 'A', 'NOERROR', '10.0.0.2'] as const),
    ),
  };
}

describe('a source that the inventory calls something else than a machine', () => {
  it('is no client: its lookups are unresolved, and it is listed with the record that says so', async () => {
    const words = ['NAT gateway', 'reverse-proxy', 'network_load_balancer', 'resolver_endpoint', 'DNS forwarder'];
    await withCase(called(words), async (test) => {
      const { pairs, unresolved, infrastructure, apart } = await outcome(test);
      expect(pairs).toEqual([]);
      expect(unresolved).toEqual({ 'unknown-client': 5 });
      expect(infrastructure).toEqual({ nat: 1, proxy: 1, 'load-balancer': 1, resolver: 1, forwarder: 1 });
      expect(apart.subjects.map(({ subject, mark, says }) => `${subject} ${mark} ${says?.line}`).sort()).toEqual(
        words.map((word, i) => `10.0.0.${11 + i} the inventory calls the address “${word}” ${3 + i}`),
      );
      expect(apart.subjects[0]).toMatchObject({ bySource: true, example: { name: 'shop.example' } });
    });
  });

  it('stays a client where the word may be that of one, or another record of the time calls it a machine', async () => {
    const words = ['private', 'gateway', 'ingress', 'vip', 'pod', '', 'nat'];
    await withCase(called(words, '10.0.0.17,sub-web,r-web-6,East,instance,,'), async (test) => {
      const { pairs, infrastructure } = await outcome(test);
      expect(pairs).toEqual(['web→shop 7']);
      expect(infrastructure).toBeUndefined();
    });
  });

  it('is none only while it is called so, and never where the log names the instance', async () => {
    const files: Files = {
      ...FLEET,
      'ip.csv': csv(
        ADDRESSES,
        `10.0.0.1,sub-web,r-web,East,nat,,${at('10:00:02')}`,
        `10.0.0.1,sub-web,r-web,East,private,${at('10:00:02')},`,
        '10.0.0.2,sub-shop,r-shop,East,private,,',
      ),
      'lookups.csv': asked(
        [1, '10.0.0.1', 'shop.example', 'A', 'NOERROR', '10.0.0.2'],
        [2, '10.0.0.1', 'shop.example', 'A', 'NOERROR', '10.0.0.2'],
      ),
      'named.csv': csv(
        'timestamp,source_container_id,source_ip,fqdn,query_type,response_code,answer_ip',
        `${at('10:00:00')},c-web,10.0.0.1,shop.example,A,NOERROR,10.0.0.2`,
      ),
    };
    await withCase(files, async (test) => {
      const { pairs, infrastructure } = await outcome(test);
      expect(pairs).toEqual(['web→shop 2']);
      expect(infrastructure).toEqual({ nat: 1 });
    });
  });

  describe('or whose address alone is that of a resolver of a host or platform', () => {
    const addresses = ['127.0.0.53', '169.254.20.10', '168.63.129.16', '35.199.200.7', '::1'];
    const lookups = asked(
      ...addresses.map((address, i) => [i, address, 'shop.example', 'A', 'NOERROR', '10.0.0.2'] as const),
    );

    it('is such a resolver where no inventory has the address', async () => {
      await withCase({ ...called([]), 'lookups.csv': lookups }, async (test) => {
        const { pairs, unresolved, infrastructure } = await outcome(test);
        expect(pairs).toEqual([]);
        expect(unresolved).toEqual({ 'unknown-client': 5 });
        expect(infrastructure).toEqual({ 'host-resolver': 5 });
      });
    });

    it('is the client that the inventory says, where one has it', async () => {
      const owned = called([], ...addresses.map((address) => `${address},sub-web,r-web,East,private,,`));
      await withCase({ ...owned, 'lookups.csv': lookups }, async (test) => {
        const { pairs, unresolved, infrastructure } = await outcome(test);
        expect(pairs).toEqual(['web→shop 5']);
        expect(unresolved).toEqual({});
        expect(infrastructure).toBeUndefined();
      });
    });
  });
});

describe('a name that is no service’s', () => {
  it('is told by its form, in exactly one kind, where it leads nowhere', async () => {
    const from = '10.0.0.1';
    await withCase(
      {
        ...FLEET,
        'lookups.csv': asked(
          [1, from, 'shop.svc.cluster.local', 'A', 'NOERROR', '10.0.0.2'],
          [2, from, 'shop.svc.cluster.local.corp.example', 'A', 'NXDOMAIN', ''],
          [3, from, 'other.ns.svc.cluster.local.corp.example', 'A', 'NXDOMAIN', ''],
          [4, from, '2.0.0.10.in-addr.arpa', 'PTR', 'NOERROR', ''],
          [5, from, '_ldap._tcp.corp.example', 'SRV', 'NOERROR', ''],
          [6, from, '_sip._tcp.corp.example', 'SRV', 'NOERROR', '10.0.0.3'],
          [7, from, 'printer.local', 'A', 'NXDOMAIN', ''],
          [8, from, 'wpad.corp.example', 'A', 'NXDOMAIN', ''],
          [9, from, 'nowhere.example', 'A', 'NXDOMAIN', ''],
        ),
      },
      async (test) => {
        const { pairs, unresolved, infrastructure, apart } = await outcome(test);
        expect(pairs).toEqual(['web→data 1', 'web→shop 1']);
        expect(unresolved).toEqual({ 'no-answer': 7 });
        expect(infrastructure).toEqual({
          reverse: 1,
          'search-domain': 2,
          'service-discovery': 1,
          'local-link': 1,
          'proxy-discovery': 1,
        });
        expect(apart.subjects.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual([
          'local-link .local',
          'proxy-discovery wpad',
          'reverse in-addr.arpa',
          'search-domain corp.example',
          'service-discovery _ldap._tcp',
        ]);
      },
    );
  });
});

/** `count` services with an instance each, c-0 …, at 10.1.0.0 …. */
function fleetOf(count: number): Files {
  const all = Array.from({ length: count }, (_, i) => i);
  return {
    'vm.csv': csv('container_id,subscription_id,valid_from,valid_to', ...all.map((i) => `c-${i},sub-${i},,`)),
    'ip.csv': csv('ip,subscription_id,region,valid_from,valid_to', ...all.map((i) => `10.1.0.${i},sub-${i},East,,`)),
    'tree.csv': csv(
      'service_id,service_name,subscription_id,valid_from,valid_to',
      ...all.map((i) => `s${i},Service ${i},sub-${i},,`),
    ),
  };
}

/** Each of `names` asked for five times, a minute apart and out of step, by one of three clients; then by c-0, `delay` seconds later (null: never). */
function chatter(names: number, delay: (n: number) => number | null): Files {
  const rows = Array.from({ length: names * 5 }, (_, n) => {
    const name = `s${4 + (n % names)}.internal,A`;
    const time = (seconds: number) => new Date(Date.parse(at('08:00:00')) + (n * 71 + seconds) * 1000).toISOString();
    const answer = `NOERROR,10.1.0.${4 + (n % names)}`;
    const later = delay(n);
    return [
      { asked: `${time(0)},a${n},c-${1 + (n % 3)},${name}`, answer },
      ...(later === null ? [] : [{ asked: `${time(later)},b${n},c-0,${name}`, answer }]),
    ];
  }).flat();
  return {
    'q.csv': csv(REQUESTS, ...rows.map((row) => row.asked)),
    'r.csv': csv(RESPONSES, ...rows.map((row) => `${row.asked},${row.answer}`)),
  };
}

describe('a source that only asks again what others asked just before', () => {
  const of = (delay: (n: number) => number | null) =>
    withCase({ ...fleetOf(16), ...chatter(12, delay) }, async (test) => {
      const { pairs, infrastructure, apart } = await outcome(test);
      return {
        forwarded: pairs.filter((pair) => pair.startsWith('s0→')).length,
        pairs: pairs.length,
        infrastructure,
        apart,
      };
    });

  it('is a forwarder: its lookups are those of others', async () => {
    const { forwarded, pairs, infrastructure, apart } = await of(() => 1);
    expect(forwarded).toBe(0);
    expect(pairs).toBe(12);
    expect(infrastructure).toEqual({ forwarder: 60 });
    expect(apart.subjects).toMatchObject([{ kind: 'forwarder', subject: 'c-0', lookups: 60 }]);
  });

  it('is a client where it asks on its own account now and then, or later', async () => {
    for (const delay of [(n: number) => (n % 20 === 0 ? 40 : 1), () => 9, (n: number) => (n < 40 ? 1 : null)])
      expect((await of(delay)).infrastructure).toBeUndefined();
  });
});

it('a service that looks up nearly every other one still counts as a client, and is named as one that may pass lookups on', async () => {
  const files = chatter(24, (n) => 20 + (n % 7));
  await withCase({ ...fleetOf(28), ...files }, async (test) => {
    const { pairs, infrastructure, apart } = await outcome(test);
    expect(pairs.filter((pair) => pair.startsWith('s0→'))).toHaveLength(24);
    expect(infrastructure).toBeUndefined();
    expect(apart.suspects).toEqual([{ service: 's0', servers: 24, services: 24, lookups: 120 }]);
  });
});
