import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Dependency, DependencyMap } from '../../../shared/model/map.ts';
import type { RegionalDependency } from '../../../shared/model/regions.ts';
import { MINUTE, type TimeWindow } from '../../../shared/model/time.ts';
import { allowList, namespacesOf } from '../../../shared/policy/allow-list.ts';
import { allowListYaml } from '../../../shared/policy/allow-list-yaml.ts';
import { namingOf } from '../../../shared/policy/pod-labels.ts';
import { serviceAttributes } from '../../../shared/policy/attributes.ts';
import { canonicalPolicies } from '../../../shared/policy/canonical.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { fleetOf, type Subjects } from '../../../shared/policy/fleet.ts';
import { networkPolicies, networkPolicy } from '../../../shared/policy/kubernetes.ts';
import { inOrder } from '../../../shared/policy/ports.ts';
import { policyPhases, steadyClaims, withoutGaps } from '../../../shared/policy/phases.ts';
import type { Policy, Port } from '../../../shared/policy/rule.ts';
import { ANY_END, ANY_ENDS, type PortUse, type SeenEnd } from '../../../shared/policy/uses.ts';
import { portBehind } from '../../../shared/policy/fronts.ts';
import { policyReport } from '../../../shared/policy/report.ts';
import { pairKey } from '../../../shared/map/pairs.ts';
import { workloadOf } from '../../../shared/policy/workload.ts';
import { policyText } from '../../../shared/report/text/policy-text.ts';
import { at, mapOf, WINDOW } from '../map/map-of.ts';
import { claimsOf, rulesOf } from './fleet.ts';

interface Told {
  readonly map: DependencyMap;
  readonly rules: string;
  readonly claims?: string;
  /** The map of a part of the window, where it is cut. */
  readonly within?: (part: TimeWindow) => DependencyMap;
  readonly flows?: readonly RegionalDependency[];
  readonly connected?: readonly PortUse[];
  /** Beside the rules. */
  readonly policies?: readonly Policy[];
  readonly subjects?: Subjects;
}

/**
 * Connections in a few words, apart by `;`: `a>b tcp/80 x2 14:10-14:20`, through an address before the server `a>b tcp/80=8080 …` (`=?`: no record says to which port
 * of its instances it leads); line by line of one file.
 */
function connectionsOf(text: string): PortUse[] {
  return text.split(';').map((words, index) => {
    const [, client = '', server = '', protocol = '', port, target, times, from = '', to = from] =
      /(\w+)>(\w+) (\w+)\/(\d+)(?:=(\d+|\?))? x(\d+) ([\d:]+)(?:-([\d:]+))?/.exec(words) ?? [];
    const citation = { source: 4, path: 'conn.csv', line: index + 2 };
    const service = { source: 5, path: 'services.json', line: 3 };
    const recorded = { protocol, port: Number(port) };
    const at10 = { address: '10.96.0.10', port: recorded };
    const leads = target === '?' ? null : { protocol, port: Number(target ?? port) };
    const front = target === undefined ? null : { ...at10, citation: target === '?' ? null : service };
    const counted = { connections: Number(times), firstSeen: at(from), lastSeen: at(to) };
    return { client, server, port: leads, front, ends: ANY_ENDS, earlier: null, ...counted, citation };
  });
}

/** The connections in a part of the window; one that began before it was the same then. */
function connectedIn(part: TimeWindow, connected: readonly PortUse[]): PortUse[] {
  return connected
    .filter(({ firstSeen, lastSeen }) => firstSeen < part.to && lastSeen >= part.from)
    .map((use) => {
      const lasts = use.firstSeen < part.from;
      return { ...use, earlier: lasts ? { ...use, front: use.front?.address ?? null } : null };
    });
}

/** The report of a map under rules and what records say of its services. */
function reportOf({
  map,
  rules,
  claims: said = '',
  within = () => map,
  flows,
  connected = [],
  policies = [],
  subjects,
}: Told) {
  const claims = steadyClaims(claimsOf(said));
  const all = [...(rules === '' ? [] : rulesOf(rules)), ...policies];
  const phases = policyPhases(WINDOW, all, claims).map((part) => ({
    part,
    fleet: fleetOf(map.services, claims, part, subjects),
    asked: within(part).dependencies,
    flows: flows ?? null,
    records: new Map([[pairKey({ client: 'a', server: 'b' }), { source: 3, path: 'dns.csv', line: 9 }]]),
    connected: connectedIn(part, connected),
  }));
  return policyReport({ map, connected, phases, policies: all }, serviceAttributes(claims, WINDOW));
}

const lines = (told: Told) =>
  reportOf(told).verdicts.map(({ client, server, verdict, crossing, lookups }) =>
    [`${client}>${server}`, verdict, ...(crossing ? [`${crossing.from}→${crossing.to}`] : []), lookups].join(' '),
  );

const TENANTS = 'a tenant red; b tenant blue; c tenant red; d tenant blue';

describe('what was seen, held against the rules', () => {
  it('comes with crossings between tenants first, then what is denied, not covered and allowed', () => {
    const map = mapOf('a>b:5 a>c:2 b>d:3 c>b:1!4 d>e:9 e>a:?3');
    const rules = 'deny tenant red > tenant blue; allow tenant red > tenant red; allow service c > service b';
    expect(lines({ map, rules, claims: TENANTS })).toEqual([
      'a>b denied red→blue 5',
      'c>b allowed red→blue 1',
      'b>d not-covered 3',
      'd>e not-covered 9',
      'a>c allowed 2',
    ]);
    const report = reportOf({ map, rules, claims: TENANTS });
    expect(report).toMatchObject({
      crossings: 2,
      contestedOnly: 1,
      counts: { denied: 1, undecided: 0, 'not-covered': 2, allowed: 2 },
    });
    expect(report.verdicts[0]).toMatchObject({
      why: 'denied by “deny tenant red → tenant blue”',
      evidence: [
        { text: 'first lookup', citation: { path: 'dns.csv', line: 9 } },
        { text: 'deny tenant red → tenant blue', citation: { path: 'policy.csv', line: 2 } },
      ],
    });
  });

  it('is judged by the rules that were valid when it was seen', () => {
    const half = { from: at('14:30'), to: WINDOW.to };
    const map = mapOf('a>b:10 a>c:4');
    const within = ({ from }: TimeWindow) => (from < half.from ? mapOf('a>b:7 a>c:4') : mapOf('a>b:3', half));
    const report = reportOf({ map, within, rules: 'allow any > any; deny service a > service b 14:30-' });
    expect(report.verdicts.map(({ server, verdict, lookups, part }) => [server, verdict, lookups, part])).toEqual([
      ['b', 'denied', 3, half],
      ['b', 'allowed', 7, { from: WINDOW.from, to: half.from }],
      ['c', 'allowed', 4, WINDOW],
    ]);
    expect(report.notes[0]).toContain('2 parts');
  });

  it('is judged by the tenants as they were then; a gap between two records is no change', () => {
    const claims = 'a tenant red -14:30; a tenant green 14:30-; b tenant blue -14:10; b tenant blue 14:40-';
    const within = ({ from }: TimeWindow) => mapOf(from < at('14:30') ? 'a>b:7' : 'a>b:3');
    expect(lines({ map: mapOf('a>b:10'), within, claims, rules: 'deny tenant red > tenant blue' })).toEqual([
      'a>b denied red→blue 7',
      'a>b not-covered green→blue 3',
    ]);
  });

  it('is judged region by region where rules speak of regions', () => {
    const flow = (from: string, region: string, lookups: number): RegionalDependency => ({
      client: 'a',
      server: 'b',
      from,
      region,
      lookups,
      contested: 0,
      firstSeen: WINDOW.from,
      lastSeen: WINDOW.from + MINUTE,
    });
    const flows = [flow('EU', 'EU', 6), flow('EU', 'US', 2), flow('EU', 'unknown', 1)];
    expect(
      lines({ map: mapOf('a>b:9!1'), flows, rules: 'allow region EU > region EU; deny region EU > region US' }),
    ).toEqual(['a>b denied 2', 'a>b undecided 1', 'a>b not-covered 0', 'a>b allowed 6']);
  });

  /** On tcp 5432 and 5433 of `b` whoever asks is let in; nothing else. */
  const onPorts = (from: string | null = null, namespace = 'n') =>
    networkPolicies(
      networkPolicy.parse({
        kind: 'NetworkPolicy',
        metadata: { name: 'db', namespace },
        spec: { podSelector: {}, ingress: [{ ports: [{ port: 5432, endPort: 5433 }] }] },
      }),
      { citation: { source: 2, path: 'np.yaml', line: 1 }, from: from === null ? null : at(from), to: null },
    );
  const byPort = (told: Omit<Told, 'rules'>) => {
    const report = reportOf({ rules: '', claims: 'b namespace n', policies: onPorts(), ...told });
    return {
      report,
      said: report.verdicts.map(({ verdict, ports, lookups, connections, evidence }) =>
        [
          verdict,
          ports.map(({ port }) => port).join('+') || '-',
          lookups,
          connections,
          evidence.flatMap(({ citation: { path, line } }) => (path === 'np.yaml' ? [] : `${path}:${line}`)).join(),
        ].join(' '),
      ),
    };
  };

  it('is judged port by port where connections tell it, each with a record of its own; equal ports are one', () => {
    const connected = connectionsOf(
      'a>b tcp/5432 x2 14:01; a>b tcp/5433 x1 14:02; a>b tcp/9999 x3 14:03; a>b udp/5432 x4 14:00',
    );
    const { report, said } = byPort({ map: mapOf('a>b:0'), connected });
    expect(said).toEqual(['denied 9999+5432 0 7 conn.csv:5', 'allowed 5432+5433 0 3 conn.csv:2']);
    expect(report.counts).toEqual({ denied: 1, undecided: 0, 'not-covered': 0, allowed: 1 });
    expect(report.rules.map(({ text, state, connections }) => [text, state, connections])).toEqual([
      ['NetworkPolicy n/db: nothing else, ingress', 'used', 7],
      ['NetworkPolicy n/db, ingress rule 1', 'used', 3],
    ]);
    const text = policyText(
      report,
      report.allowList.map(({ server }) => ({ id: server, name: server })),
    );
    expect(text).toContain('7 connections on tcp 9999, udp 5432');
  });

  it('by a lookup has the ports that were connected: it is undecided where the rules tell these apart', () => {
    const map = mapOf('a>b:6!1');
    expect(byPort({ map }).said).toEqual(['undecided - 6 0 dns.csv:9']);
    const one = connectionsOf('a>b tcp/5432 x2 14:01');
    expect(byPort({ map, connected: one }).said).toEqual(['allowed 5432 6 2 dns.csv:9,conn.csv:2']);
    const two = connectionsOf('a>b tcp/5432 x2 14:01; a>b tcp/80 x1 14:01');
    const { said, report } = byPort({ map, connected: two });
    expect(said).toEqual(['denied 80 0 1 conn.csv:3', 'undecided - 6 0 dns.csv:9', 'allowed 5432 0 2 conn.csv:2']);
    expect(report.verdicts[1]?.why).toContain('tcp 80, tcp 5432');
  });

  it('is judged by the port of the instances behind a service address; where no record says it, it is undecided what hangs on it', () => {
    const connected = connectionsOf('a>b tcp/80=5432 x2 14:01; a>b tcp/5432=80 x1 14:02; a>b tcp/81=? x4 14:03');
    const { report, said } = byPort({ map: mapOf('a>b:6'), connected });
    expect(said).toEqual([
      'denied 80 0 1 conn.csv:3,services.json:3',
      'undecided - 6 0 dns.csv:9',
      'undecided - 0 4 conn.csv:4',
      'allowed 5432 0 2 conn.csv:2,services.json:3',
    ]);
    expect(report.verdicts[2]?.why).toContain(
      'the port behind tcp 81 of 10.96.0.10, of which NetworkPolicy n/db speaks',
    );
    expect(report.verdicts[3]).toMatchObject({
      through: [{ address: '10.96.0.10', protocol: 'tcp', port: 80, target: 5432 }],
      evidence: [{}, { text: 'tcp 80 of 10.96.0.10 leads to tcp 5432' }, {}],
    });
    expect(report.allowList[0]?.ports).toEqual([{ ports: null, namespaces: [], services: ['a'] }]);
    const known = byPort({ map: mapOf('a>b:1'), connected: connected.slice(0, 2) });
    expect(known.report.allowList[0]?.ports[0]?.ports?.map(({ port }) => port)).toEqual([80, 5432]);
    expect(policyText(report, [])).toContain('4 connections on tcp 81 of 10.96.0.10');
    expect(policyText(report, [])).toContain('2 connections on tcp 5432, behind tcp 80 of 10.96.0.10');
    // What another protocol is asked for, and what no port is, does not hang on it.
    const udp = byPort({ map: mapOf('a>b:0'), connected: connectionsOf('a>b udp/81=? x4 14:03') });
    expect(udp.said).toEqual(['denied - 0 4 conn.csv:2']);
  });

  const httpPort = (text: string) => {
    const [protocol = '', port] = text.split(' ');
    return { name: 'http', protocol, port: Number(port) };
  };
  it.each([
    ['by number', [[{ protocol: 'tcp', port: 80, target: 8080 }]], [null], 8080],
    ['by the name that the pods give it', [[{ protocol: 'tcp', port: 80, target: 'http' }]], [['tcp 8080']], 8080],
    ['of another protocol', [[{ protocol: 'udp', port: 80, target: 8080 }]], [null], null],
    ['of another port', [[{ protocol: 'tcp', port: 81, target: 8080 }]], [null], null],
    [
      'by the name that the pods give it, which they give to a port of another protocol too',
      [[{ protocol: 'tcp', port: 80, target: 'http' }]],
      [['udp 8443', 'tcp 8080']],
      8080,
    ],
    [
      'by a name that the pods give to a port of another protocol alone',
      [[{ protocol: 'tcp', port: 80, target: 'http' }]],
      [['udp 8443']],
      null,
    ],
    [
      'by a name that pods give to different ports',
      [[{ protocol: 'tcp', port: 80, target: 'http' }]],
      [['tcp 1'], ['tcp 2']],
      null,
    ],
    [
      'by a name of which not all pods are known',
      [[{ protocol: 'tcp', port: 80, target: 'http' }]],
      [['tcp 1'], null],
      null,
    ],
    ['of which nothing is said', [], [null], null],
    [
      'of which two records say different things',
      [1, 2].map((target) => [{ protocol: 'tcp', port: 80, target }]),
      [null],
      null,
    ],
  ])('the port behind a service address: %s', (_, said, pods, expected) => {
    const found = portBehind(
      { protocol: 'tcp', port: 80 },
      said,
      pods.map((ports) => ({ namedPorts: ports && ports.map(httpPort) })),
    );
    expect(found?.port ?? null).toBe(expected);
  });

  const instanceOf = (app: string) => ({ labels: { app }, traits: app, addresses: ['10.0.0.1', '192.0.2.1'] });
  const ended = (text: string, client: SeenEnd, server = ANY_END) =>
    connectionsOf(text).map((one) => ({ ...one, ends: { client, server } }));
  /** What `from` names may come in to `b`. */
  const letIn = (from: object) =>
    networkPolicies(
      networkPolicy.parse({
        kind: 'NetworkPolicy',
        metadata: { name: 'in', namespace: 'n' },
        spec: { podSelector: { matchLabels: { app: 'b' } }, ingress: [{ from: [from] }] },
      }),
      { citation: { source: 2, path: 'np.yaml', line: 1 }, from: null, to: null },
    );
  const ends = (policies: readonly Policy[], connected: readonly PortUse[]) => {
    const workloads = new Map([
      ['a', ['stable', 'canary'].map(instanceOf)],
      ['b', [instanceOf('b')]],
    ]);
    const claims = 'a namespace n; b namespace n';
    return byPort({ map: mapOf('a>b:0'), connected, policies, claims, subjects: { workloads, namespaces: [] } }).said;
  };

  it('is judged by the instance that connected, where instances of one service stand under different rules', () => {
    const canaries = letIn({ podSelector: { matchLabels: { app: 'canary' } } });
    const from = (trait: string, text: string) => ended(text, { ...ANY_END, traits: [trait] });
    const both = [...from('stable', 'a>b tcp/80 x1 14:01'), ...from('canary', 'a>b tcp/80 x2 14:02')];
    expect(ends(canaries, both)).toEqual(['denied 80 0 1 conn.csv:2', 'allowed 80 0 2 conn.csv:2']);
    expect(ends(canaries, connectionsOf('a>b tcp/80 x1 14:01'))).toEqual(['undecided 80 0 1 conn.csv:2']);
  });

  it('is judged by the addresses that its records show, not by others of the same service', () => {
    const inside = letIn({ ipBlock: { cidr: '10.0.0.0/8' } });
    const at = (address: string) => ended('a>b tcp/80 x1 14:01', { ...ANY_END, addresses: [address] });
    expect(ends(inside, at('10.0.0.1'))).toEqual(['allowed 80 0 1 conn.csv:2']);
    expect(ends(inside, [...at('10.0.0.1'), ...at('192.0.2.1')])).toEqual([
      'denied 80 0 1 conn.csv:2',
      'allowed 80 0 1 conn.csv:2',
    ]);
    expect(ends(inside, connectionsOf('a>b tcp/80 x1 14:01'))).toEqual(['undecided 80 0 1 conn.csv:2']);
  });

  it('counts a connection that lasts over a cut once where nothing changes for its port', () => {
    const connected = connectionsOf('a>b tcp/5432 x2 14:10-14:50; a>b tcp/80 x1 14:10-14:50; a>b tcp/81 x4 14:10');
    expect(byPort({ map: mapOf('a>b:0'), connected, policies: onPorts('14:30') }).said).toEqual([
      'denied 80 0 1 conn.csv:3',
      'not-covered 80+5432 0 3 conn.csv:2',
      'not-covered 81 0 4 conn.csv:4',
      'allowed 5432 0 2 conn.csv:2',
    ]);
    const elsewhere = [...onPorts(), ...onPorts('14:30', 'elsewhere')];
    const steady = byPort({ map: mapOf('a>b:0'), connected, policies: elsewhere });
    expect(steady.report.notes[0]).toContain('2 parts');
    expect(steady.said).toEqual(['denied 80+81 0 5 conn.csv:3', 'allowed 5432 0 2 conn.csv:2']);
  });

  it('is covered by nothing where there is no rule, and the report says so', () => {
    const report = reportOf({ map: mapOf('a>b:1'), rules: '' });
    expect(report.verdicts.map(({ verdict, why }) => [verdict, why])).toEqual([
      ['not-covered', 'no rule speaks of it'],
    ]);
    expect(report.notes).toEqual(['No policy of the case is valid in the window: nothing is covered.']);
  });
});

it('the window is cut only where what holds of a service changes', () => {
  const claims = claimsOf(
    'a tenant red; a tenant red 14:10-14:20; a tenant green 14:30-; a cluster x -14:40; a cluster y 14:40-',
  );
  expect(policyPhases(WINDOW, [], claims)).toEqual([
    { from: WINDOW.from, to: at('14:30') },
    { from: at('14:30'), to: WINDOW.to },
  ]);
});

describe('what came of each rule', () => {
  const states = (rules: string, claims = TENANTS, map = mapOf('a>b:5 a>c:2 d>c:?1')) =>
    reportOf({ map, rules, claims }).rules.map(({ text, state, dependencies, lookups, shadowedBy }) =>
      [text, state, ...(state === 'used' ? [dependencies, lookups] : []), ...shadowedBy].join(' '),
    );
  it('says which decided something, which could have, and which cover no two services in the window', () => {
    expect(
      states(
        'allow tenant red > tenant red; allow tenant blue > tenant red; deny tenant red > tenant green; allow service a > service a',
      ),
    ).toEqual([
      'allow tenant red → tenant red used 1 2',
      'allow tenant blue → tenant red unused',
      'deny tenant red → tenant green unmatched',
      'allow service a → service a unmatched',
    ]);
  });

  it('names the rules that always win over a shadowed one', () => {
    expect(states('allow service d > service c; deny service d > service c')).toEqual([
      'allow service d → service c shadowed canonical:1:3',
      'deny service d → service c unused',
    ]);
    expect(states('allow any > service d; deny service a > any; deny service b > any; deny service c > any')).toEqual([
      'allow any → service d shadowed canonical:1:3 canonical:1:4 canonical:1:5',
      'deny service a → any used 2 7',
      'deny service b → any unused',
      'deny service c → any unused',
    ]);
  });

  it('calls a wider rule shadowed where narrower ones decide for every pair of services', () => {
    const exceptions = 'allow service a > service d; allow service b > service d';
    expect(states(`deny any > service d; ${exceptions}; allow service c > service d`)[0]).toContain('shadowed');
    expect(states(`deny any > service d; ${exceptions}`)[0]).toBe('deny any → service d unused');
  });

  it('calls no rule shadowed that is narrower, or that wins for one pair of services', () => {
    expect(states('deny any > any; allow service d > service c')).toContain('allow service d → service c unused');
    expect(states('allow any > service d; deny service a > any; deny service b > any')[0]).toBe(
      'allow any → service d unused',
    );
    expect(states('allow tenant blue > service c; deny service d > service c')[0]).toBe(
      'allow tenant blue → service c unused',
    );
  });

  it('is judged over the whole validity of a rule', () => {
    expect(states('allow service d > service c; deny service d > service c 14:30-')[0]).toBe(
      'allow service d → service c unused',
    );
    expect(states('allow service d > service c 14:30-; deny service d > service c 14:30-')[0]).toContain('shadowed');
  });
});

describe('the smallest allow-list', () => {
  it('names a namespace where all its services ask, else the services that ask', () => {
    const claims = 'a namespace n; b namespace n; c namespace m; d namespace m; e namespace m';
    const attributes = serviceAttributes(claimsOf(claims), WINDOW);
    const map = mapOf('a>c:1 b>c:1 d>c:1 a>e:1 c>e:1 d>e:?1 b>e:~');
    const lookedUp = (namespaces: string[], services: string[]) => [{ ports: null, namespaces, services }];
    expect(allowList(map, attributes, [], new Map(), [])).toEqual([
      { server: 'c', namespaces: ['n'], services: ['d'], denied: [], blocked: [], ports: lookedUp(['n'], ['d']) },
      { server: 'e', namespaces: [], services: ['a', 'c'], denied: [], blocked: [], ports: lookedUp([], ['a', 'c']) },
    ]);
  });

  it('names the ports that were seen, and a namespace only where its services asked on the same', () => {
    const attributes = serviceAttributes(claimsOf('a namespace n; b namespace n; c namespace m'), WINDOW);
    const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'tcp', port }));
    const list = (ports: Readonly<Record<string, Port[]>>) => {
      const connected = Object.entries(ports).map(
        ([client, each]) => [pairKey({ client, server: 'c' }), inOrder(each)] as const,
      );
      return allowList(mapOf('a>c:1 b>c:1'), attributes, [], new Map(connected), [])[0]?.ports;
    };
    expect(list({ a: tcp(443, 80), b: tcp(80, 443) })).toEqual([
      { ports: tcp(80, 443), namespaces: ['n'], services: [] },
    ]);
    expect(list({ a: tcp(80), b: tcp(22) })).toEqual([
      { ports: tcp(80), namespaces: [], services: ['a'] },
      { ports: tcp(22), namespaces: [], services: ['b'] },
    ]);
    expect(list({ a: tcp(80) })).toEqual([
      { ports: tcp(80), namespaces: [], services: ['a'] },
      { ports: null, namespaces: [], services: ['b'] },
    ]);
  });

  it('marks clients whose use of the server is denied today', () => {
    expect(reportOf({ map: mapOf('a>b:1 c>b:1'), rules: 'deny service a > service b' }).allowList).toEqual([
      {
        server: 'b',
        namespaces: [],
        services: ['a', 'c'],
        denied: ['a'],
        blocked: [{ service: 'a', by: ['deny service a → service b'] }],
        ports: [{ ports: null, namespaces: [], services: ['a', 'c'] }],
      },
    ]);
  });

  const ON_80 = [{ ports: [{ protocol: 'tcp', port: 80 }], namespaces: [], services: ['a'] }];
  const LABELLED = {
    workloads: new Map(['a', 'b'].map((id) => [id, [{ labels: { app: id } }]])),
    namespaces: [],
  };

  const ids = ['a', 'b_b', 'b-b', 'B.b', 'ü', 'f'];
  const anyMap = fc
    .uniqueArray(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(2)), { selector: ([a, b]) => a * 6 + b, maxLength: 18 })
    .map((pairs) => {
      const map = mapOf('');
      const dependencies = pairs
        .filter(([a, b]) => a !== b)
        .map(([a, b, lookups]): Dependency => ({
          client: ids[a] ?? '',
          server: ids[b] ?? '',
          lookups,
          contested: 1,
          failures: 0,
          firstSeen: WINDOW.from,
          lastSeen: WINDOW.from,
          regions: {},
          carried: false,
        }));
      return {
        ...map,
        services: ids.map((id) => ({ id, name: id, regions: [], instances: 1, parent: null })),
        dependencies,
      };
    });
  const anyClaims = fc
    .array(fc.tuple(fc.nat(5), fc.constantFrom('n', 'm', 'default')), { maxLength: 9 })
    .map((some) => claimsOf(some.map(([a, n]) => `${ids[a]} namespace ${n}`).join(';')));

  const anyLabels = fc.record(
    {
      'app.kubernetes.io/name': fc.constantFrom('x', 'y', 'b-b'),
      app: fc.constantFrom('x', 'y'),
      tier: fc.constantFrom('front', 'back'),
    },
    { requiredKeys: [] },
  );
  const anySubjects = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...ids), fc.array(anyLabels, { minLength: 1, maxLength: 2 })),
    {
      selector: ([id]) => id,
    },
  );
  const anyPorts = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(80, 443)), { maxLength: 12 });

  it('as NetworkPolicies allows all that was seen and nothing else, whatever labels the pods have', () => {
    fc.assert(
      fc.property(anyMap, anyClaims, anySubjects, anyPorts, (map, claims, known, connections) => {
        const attributes = serviceAttributes(claims, WINDOW);
        const connected = new Map<string, Port[]>();
        for (const [client, server, port] of connections) {
          const key = pairKey({ client: ids[client] ?? '', server: ids[server] ?? '' });
          const others = (connected.get(key) ?? []).filter((one) => one.port !== port);
          connected.set(key, [...others, { protocol: 'tcp', port }]);
        }
        const subjects = {
          workloads: new Map(known.map(([id, all]) => [id, all.map((labels) => ({ labels }))])),
          namespaces: [],
        };
        const yaml = allowListYaml(allowList(map, attributes, [], connected, []), map.services, attributes, subjects);
        const origin = { citation: null, from: null, to: null };
        const policies = parseAllDocuments(yaml).flatMap((one) =>
          networkPolicies(networkPolicy.parse(one.toJS()), origin),
        );
        const spaces = namespacesOf(attributes);
        const naming = namingOf(map.services, subjects, spaces);
        const pods = (id: string) =>
          spaces(id).flatMap((namespace) =>
            (subjects.workloads.get(id) ?? [{ labels: {} }]).map(({ labels }) =>
              // As the comments in the YAML ask for it where their own labels do not tell them apart.
              workloadOf(id, {
                namespace: [namespace],
                namespaceLabels: {},
                labels: { ...labels, ...naming.pods(id, namespace).labels },
              }),
            ),
          );
        const seen = new Set(map.dependencies.filter(({ lookups }) => lookups > 0).map(pairKey));
        for (const client of ids)
          for (const server of ids.filter((id) => id !== client))
            for (const from of pods(client))
              for (const to of pods(server))
                for (const port of [80, 443]) {
                  const key = pairKey({ client, server });
                  const wasSeen = seen.has(key) && (connected.get(key)?.some((one) => one.port === port) ?? true);
                  const { verdict } = decide(policies, from, to, { protocol: 'tcp', port });
                  expect(verdict, `${client} > ${server}:${port}\n${yaml}`).toBe(wasSeen ? 'allowed' : 'denied');
                }
      }),
      { numRuns: 40 },
    );
  });

  it('names above a policy whom it lets in though the policies of today deny it', () => {
    const services = ['a', 'b'].map((id) => ({ id, name: `Service\n${id}` }));
    const yaml = (denied: readonly string[]) =>
      allowListYaml(
        [{ server: 'b', namespaces: [], services: ['a'], denied: [...denied], blocked: [], ports: ON_80 }],
        services,
        [],
        LABELLED,
      );
    expect(yaml(['a'])).toMatch(/^# Denied today .*: Service a\. .*\napiVersion/m);
    expect(yaml([])).not.toContain('#');
  });

  it('names above a policy whom it lets in on every port, and which pods have yet to be labelled', () => {
    const services = ['a', 'b'].map((id) => ({ id, name: `Service ${id}` }));
    const list = [{ server: 'b', namespaces: [], services: ['a'], denied: [], blocked: [] }];
    const known = {
      ...LABELLED,
      namespaces: ['default', 'other'].map((name) => ({ name, cluster: null, labels: { team: 'x' } })),
    };
    const yaml = allowListYaml(
      list.map((one) => ({ ...one, ports: [{ ports: null, namespaces: [], services: ['a'] }] })),
      services,
      [],
      {
        ...known,
        workloads: new Map([
          ['a', [{ labels: { app: 'shop' } }]],
          ['b', [{ labels: { app: 'shop' } }]],
        ]),
      },
    );
    expect(yaml.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# On which port of its pods is not known (only looked up, not over TCP, UDP or SCTP, or through an address of which no record says to which port it leads), so every port is let in: Service a.',
      '# No labels of its pods tell Service b from others: label them app.kubernetes.io/name: b, or this policy misses them.',
      '# No labels of its pods tell Service a from others: label them app.kubernetes.io/name: a, or this policy misses them.',
      '# Label the namespace default kubernetes.io/metadata.name: default, or this policy misses it.',
    ]);
  });

  it('gives every policy a name of its own that Kubernetes takes', () => {
    const services = ids.map((id) => ({ id, name: id }));
    const allowances = ids.map((server) => ({
      server,
      namespaces: [],
      services: ['a'],
      denied: [],
      blocked: [],
      ports: ON_80,
    }));
    const names = parseAllDocuments(allowListYaml(allowances, services, [])).map(
      (one) => (one.toJS() as { metadata: { name: string } }).metadata.name,
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
  });
});

it('the text for people says crossings first, then each verdict, the rules and what was never needed', () => {
  const map = mapOf('a>b:5 a>c:2');
  const rules =
    'deny tenant red > tenant blue; allow tenant red > tenant red; allow tenant blue > any; deny tenant blue > any';
  const text = policyText(reportOf({ map, rules, claims: TENANTS }), map.services);
  const places = [
    'Crossings between tenants',
    'Service A → Service B',
    'Allowed',
    'Service A → Service C',
    'Rules:\n',
    'shadowed,',
  ].map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(text).toContain('1 dependency crosses between tenants; 1 denied yet seen');
  expect(text).toContain(' Rules: 1 shadowed.');
});

it('the text for people counts what crosses in several verdicts once, and says where a rule covers nothing', () => {
  const map = mapOf('a>b:5');
  const rules = 'allow tenant red > tenant blue; allow service d > service c';
  const report = reportOf({ map, rules, claims: TENANTS });
  const [one] = report.verdicts;
  const parted = { ...report, verdicts: one ? [one, { ...one, verdict: 'denied' as const }] : [] };
  expect(policyText(parted, map.services)).toContain('1 dependency crosses between tenants, in 2 verdicts;');
  const lost = { ...report, rules: report.rules.map((rule) => ({ ...rule, state: 'unmatched' as const })) };
  expect(policyText(lost, map.services)).toContain('service c: covers no two services in this window');
});

it('rules are told by the names of services, and select them as they are written', () => {
  const rule = {
    action: 'allow',
    fromKind: 'service',
    from: 'svc-1',
    toKind: 'service',
    to: 'gone',
    validFrom: null,
    validTo: null,
    citation: { source: 1, path: 'rules.csv', line: 2 },
  } as const;
  const [policy] = canonicalPolicies([rule], (id) => (id === 'svc-1' ? 'Invoicing' : id));
  expect(policy?.name).toBe('allow service Invoicing → service gone');
  expect(policy?.rules[0]?.peers).toEqual({ kind: 'service', value: 'svc-1' });
});

it('what held of a subject goes on until something else does, where nothing does for a time', () => {
  const held = (value: string, from: number | null, to: number | null) => ({
    subject: 'instances api',
    value,
    from,
    to,
  });
  expect(withoutGaps([held('a', null, 10), held('b', 5, 20), held('a', 30, 40), held('c', 50, null)])).toEqual([
    held('a', null, 10),
    held('b', 5, 30),
    held('a', 30, 50),
    held('c', 50, null),
  ]);
  expect(withoutGaps([held('a', 0, 10)])).toEqual([held('a', 0, null)]);
});
