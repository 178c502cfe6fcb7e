import { describe, expect, it } from 'vitest';
import { auditOf, callsForAnswer } from '../../../shared/audit/audit.ts';
import type { AuditFacts } from '../../../shared/audit/facts.ts';
import { usualFrom } from '../../../shared/audit/usual.ts';
import { pairKey } from '../../../shared/map/pairs.ts';
import type { Dependency, DependencyMap } from '../../../shared/model/map.ts';
import { mapOf } from '../map/map-of.ts';

/** A map in the words of mapOf, with connections by pair, e.g. `{ 'a>b': 3 }`. */
function seen(text: string, connections: Readonly<Record<string, number>> = {}): DependencyMap {
  const map = mapOf(text);
  const dependencies = map.dependencies.map((one): Dependency => {
    const linked = connections[`${one.client}>${one.server}`] ?? 0;
    const asked = one.lookups + one.failures > 0;
    return { ...one, connections: linked, witness: linked > 0 ? (asked ? 'both' : 'connection') : 'dns' };
  });
  return { ...map, dependencies };
}

const citation = (line: number) => ({ source: 1, path: 'evidence.csv', line });
const split = (pair: string) => {
  const [client = '', server = ''] = pair.split('>');
  return { client, server };
};

/** The facts of an audit; what a test leaves out says nothing. */
function facts(
  map: DependencyMap,
  {
    whole = map,
    before = null,
    earlier = [],
    declared = [],
    covered = {},
    dns = [],
    sockets = [],
    atServers = [],
    logs = { dns: dns.length > 0, sockets: sockets.length > 0 },
    unknownDeclared = [],
  }: {
    readonly whole?: DependencyMap;
    readonly before?: DependencyMap | null;
    readonly earlier?: readonly DependencyMap[];
    readonly declared?: readonly string[];
    /** Lookups in the time of a socket log, by pair. */
    readonly covered?: Readonly<Record<string, number>>;
    readonly dns?: readonly string[];
    readonly sockets?: readonly string[];
    /** Pairs that logs of the server's own end show. */
    readonly atServers?: readonly string[];
    readonly logs?: AuditFacts['logs'];
    readonly unknownDeclared?: readonly string[];
  } = {},
): AuditFacts {
  return {
    map,
    whole,
    before,
    earlier,
    declared: declared.map((pair, n) => ({ ...split(pair), citation: citation(n + 2) })),
    evidence: Object.entries(covered).map(([pair, socketCovered]) => {
      return { ...split(pair), socketCovered, socketListed: false, lookup: citation(7), connection: null };
    }),
    earlierEvidence: earlier.flatMap(({ dependencies }) =>
      dependencies.map(({ client, server }) => {
        return { client, server, socketCovered: 0, socketListed: false, lookup: citation(5), connection: null };
      }),
    ),
    dnsCovered: new Set(dns),
    socketCovered: new Set(sockets),
    atServers: new Set(atServers.map((pair) => pairKey(split(pair)))),
    logs,
    unknownDeclared: unknownDeclared.map((pair, n) => ({ ...split(pair), citation: citation(n + 9) })),
  };
}

const told = (input: AuditFacts) =>
  auditOf(input).findings.map(({ kind, why, client, server }) => `${client}>${server} ${kind}${why ? ` ${why}` : ''}`);

describe('what two witnesses say', () => {
  it('agrees where a dependency was looked up and connected', () => {
    expect(told(facts(seen('a>b:5', { 'a>b': 2 })))).toEqual(['a>b agreed']);
  });

  it('is DNS only where the asking host’s sockets are logged, and no contradiction where they are not', () => {
    const map = seen('a>b:5 c>d:5');
    expect(told(facts(map, { covered: { 'a>b': 5, 'c>d': 0 } }))).toEqual([
      'a>b dns-only latent',
      'c>d not-covered no-socket-log',
    ]);
  });

  it('is DNS only for a plain reason where no lookup was answered, or another window has the connection', () => {
    const map = seen('a>b:0!4 c>d:5');
    const whole = seen('a>b:0!4 c>d:9', { 'c>d': 1 });
    expect(told(facts(map, { whole, covered: { 'c>d': 5 } }))).toEqual([
      'c>d dns-only connected-elsewhere',
      'a>b dns-only failed',
    ]);
  });

  it('is connection only because it was answered before or nobody ever asked, and no contradiction for want of a DNS log', () => {
    const map = seen('a>b:0 c>d:0 e>f:0', { 'a>b': 3, 'c>d': 2, 'e>f': 1 });
    const found = facts(map, { before: seen('c>d:1'), dns: ['c', 'e'] });
    expect(told(found)).toEqual([
      'c>d connection-only answered-before',
      'e>f connection-only never-asked',
      'a>b not-covered no-dns-coverage',
    ]);
    expect(
      auditOf(found)
        .findings.filter(callsForAnswer)
        .map(({ client }) => client),
    ).toEqual(['e']);
  });

  it('leaves out what was only contested, and what was carried over from before', () => {
    expect(told(facts(seen('a>b:?2 c>d:~')))).toEqual([]);
  });
});

describe('what is declared', () => {
  it('makes a use unexpected only for clients that declare anything', () => {
    const map = seen('a>b:5 a>c:5 d>c:5', { 'a>b': 1, 'a>c': 1, 'd>c': 1 });
    expect(told(facts(map, { declared: ['a>b'] })).filter((line) => line.includes('unexpected'))).toEqual([
      'a>c unexpected',
    ]);
  });

  it('and never used, used in another window, or not to be seen by any log is told apart', () => {
    const map = seen('a>b:5', { 'a>b': 1 });
    const declared = ['a>b', 'a>c', 'a>d', 'x>y'];
    const whole = seen('a>b:5 a>d:2', { 'a>b': 1 });
    expect(told(facts(map, { declared, whole, dns: ['a'] }))).toEqual([
      'a>c declared-only never-used',
      'a>d declared-only seen-elsewhere',
      'x>y not-covered no-log',
      'a>b agreed',
    ]);
    const finding = auditOf(facts(map, { declared, whole, dns: ['a'] })).findings[0];
    expect(finding).toMatchObject({ witness: 'declared', declared: true, firstSeen: null });
    expect(finding?.evidence).toEqual([{ text: 'The declaration', citation: citation(3) }]);
  });
});

describe('what is usual', () => {
  const usual = seen('a>b:5 c>d:3');
  const earlier = [usual, usual, seen('a>b:5'), usual];

  it('is missing where the window lacks it though a log of its client runs', () => {
    expect(told(facts(seen('c>d:1'), { earlier, dns: ['a'] }))).toEqual([
      'a>b missing',
      'c>d not-covered no-socket-log',
    ]);
    const [first] = auditOf(facts(seen('c>d:1'), { earlier, dns: ['a'] })).findings;
    expect(first?.evidence).toEqual([{ text: 'In the windows before, the first lookup', citation: citation(5) }]);
    expect(told(facts(seen('x'), { earlier, dns: ['c'] }))).toEqual(['c>d missing', 'a>b not-covered no-log']);
  });

  it('by connections alone is missing where a log of either end that would show it runs; the server’s, where it showed it before', () => {
    const linked = seen('a>b:0 c>b:0', { 'a>b': 3, 'c>b': 2 });
    const connected = { whole: linked, earlier: [linked, linked, linked], atServers: ['a>b'] };
    const found = (extra: Parameters<typeof facts>[1]) => told(facts(seen('x'), { ...connected, ...extra }));
    expect(found({ sockets: ['b'] })).toEqual(['a>b missing', 'c>b not-covered no-log']);
    expect(found({ sockets: ['c'] })).toEqual(['c>b missing', 'a>b not-covered no-log']);
    expect(found({ dns: ['a', 'b', 'c'] })).toEqual(['a>b not-covered no-log', 'c>b not-covered no-log']);
  });

  it('and declared is one or the other: a finding, or not covered', () => {
    const declared = ['a>b', 'c>d', 'e>f'];
    const whole = seen('a>b:5 c>d:3 e>f:1');
    expect(told(facts(seen('x'), { whole, earlier, declared }))).toEqual([
      'a>b not-covered no-log',
      'c>d not-covered no-log',
      'e>f not-covered no-log',
    ]);
    expect(told(facts(seen('x'), { whole, earlier, declared, dns: ['a', 'c', 'e'] }))).toEqual([
      'a>b missing',
      'c>d missing',
      'a>b declared-only seen-elsewhere',
      'c>d declared-only seen-elsewhere',
      'e>f declared-only seen-elsewhere',
    ]);
  });

  it('is what three of four earlier windows show, and nothing where fewer than three fit into the case', () => {
    expect([3, 4, 5, 6, 7].map(usualFrom)).toEqual([3, 3, 4, 5, 6]);
    expect(
      told(facts(seen('x'), { earlier: [usual, seen('a>b:5'), seen('a>b:5'), seen('a>b:5')], dns: ['a', 'c'] })),
    ).toEqual(['a>b missing']);
    const few = auditOf(facts(seen('x'), { earlier: [usual, usual], dns: ['a', 'c'] }));
    expect(few.findings).toEqual([]);
    expect(few.notes.join(' ')).toContain(
      'Nothing is called missing: the case has only 2 windows of this length before',
    );
  });
});

describe('the notes of an audit', () => {
  const notes = (extra: Parameters<typeof facts>[1]) => auditOf(facts(seen('a>b:5'), extra)).notes.join(' ');

  it('tell a window without a socket log from one whose logged hosts are not known', () => {
    expect(notes({ dns: ['a'] })).toContain('No socket log runs in this window: the DNS is the only witness.');
    expect(notes({ sockets: ['a'] })).toContain('No DNS log runs in this window: connections are the only witness.');
    expect(notes({})).toContain('No log of either witness runs in this window');
    expect(notes({})).not.toContain('only witness');
    const known = notes({ logs: { dns: true, sockets: true } });
    expect(known).not.toContain('No socket log runs');
    expect(known).toContain('No host of the socket logs is known to run a service');
    expect(notes({ dns: ['a'], sockets: ['a'] })).not.toMatch(/ log/);
  });

  it('count the declarations of services that nobody knows, and name the first', () => {
    expect(notes({ unknownDeclared: ['a>q'] })).toContain(
      '1 declared dependency with a service that no record of the case knows is in no finding: a → q (',
    );
    expect(notes({ unknownDeclared: ['a>q', 'a>r', 'a>s', 'a>t', 'a>u'] })).toMatch(
      /^.*5 declared dependencies .* a → s \([^)]*\) and 2 more\./,
    );
  });
});

describe('the list of findings', () => {
  const all = facts(seen('a>b:5 a>c:50 d>e:2', { 'a>b': 1, 'a>c': 1, 'd>e': 1 }), {
    declared: ['a>b', 'd>f'],
    dns: ['d'],
  });

  it('has the weightiest first: by kind, then by use', () => {
    expect(told(all)).toEqual([
      'a>c unexpected',
      'd>e unexpected',
      'd>f declared-only never-used',
      'a>c agreed',
      'a>b agreed',
      'd>e agreed',
    ]);
  });

  it('is narrowed to a service at either end, and to kinds; the counts are those of the list', () => {
    const at = auditOf(all, { service: 'e' });
    expect(at.findings.map(({ kind }) => kind)).toEqual(['unexpected', 'agreed']);
    expect(at.counts).toMatchObject({ unexpected: 1, agreed: 1, 'declared-only': 0 });
    expect(auditOf(all, { kinds: ['declared-only'] }).findings).toHaveLength(1);
  });
});
