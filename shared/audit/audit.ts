import { counted, firstFew, snapshotsText } from '../map/words.ts';
import type { Audit, AuditFinding, AuditKind } from '../model/audit.ts';
import { auditKind } from '../model/audit.ts';
import type { Dependency, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { connectionsOf, isCertain, useOf } from '../map/follow.ts';
import { declaredUnseen, UNEXPECTED, unexpected } from './declarations.ts';
import { byPair, type AuditFacts, type DeclaredPair, type PairEvidence } from './facts.ts';
import { pairKey, type Pair } from '../map/pairs.ts';
import { FEWEST_EARLIER, missingVerdict, usualBefore } from './usual.ts';
import { weightOf } from './weight.ts';
import { compareWitnesses, type Verdict } from './witnesses.ts';

/** What an audit is asked for: everything, or the findings at a service (client or server) or of some kinds. */
export interface AuditQuestion {
  readonly service?: ServiceId | undefined;
  readonly kinds?: readonly AuditKind[] | undefined;
  /** Whether notes may name services that no record knows; unset: they may. */
  readonly named?: boolean | undefined;
}

/** The findings of a window: where the witnesses agree, where one is alone and why, what nobody declared, what was usual and is gone. */
export function auditOf(facts: AuditFacts, { service, kinds, named = true }: AuditQuestion = {}): Audit {
  const seen = facts.map.dependencies.filter((one) => isCertain(one) && !one.carried);
  const now = new Set(seen.map(pairKey));
  const [verdict, declared, missing] = [compareWitnesses(facts), declaredUnseen(facts), missingVerdict(facts)];
  const make = findings(facts);
  const gone = usualBefore(facts)
    .filter((usual) => !now.has(pairKey(usual)))
    .map((usual) => make(usual, missing(usual), useOf(usual.last)));
  const unheard = new Set(gone.filter(({ kind }) => kind === 'not-covered').map(pairKey));
  const all = [
    ...seen.map((one) => make(one, verdict(one), useOf(one))),
    ...unexpected(facts, seen).map((one) => make(one, UNEXPECTED, useOf(one))),
    ...facts.declared
      .filter((pair) => !now.has(pairKey(pair)) && !unheard.has(pairKey(pair)))
      .map((pair) => make(pair, declared(pair), 0)),
    ...gone,
  ];
  const chosen = all
    .filter(({ client, server }) => service === undefined || client === service || server === service)
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind));
  return {
    window: facts.map.window,
    findings: chosen.sort((a, b) => b.weight - a.weight || byId(a.client, b.client) || byId(a.server, b.server)),
    counts: countsOf(chosen),
    earlierWindows: facts.earlier.length,
    notes: notesOf(facts, named),
  };
}

/** Whether findings of a kind contradict nothing: the witnesses agree, or one of them could not have seen it. */
export const contradictsNothing = (kind: AuditKind): boolean => kind === 'agreed' || kind === 'not-covered';

/** Kinds of which a finding may call for an answer. */
export const ANSWERED_KINDS: ReadonlySet<AuditKind> = new Set(['unexpected', 'missing', 'connection-only']);

/** Findings that call for an answer: a use that nobody declared, a usual one that is gone, one that the DNS never saw though a log hears the client. */
export function callsForAnswer({ kind, why }: AuditFinding): boolean {
  return ANSWERED_KINDS.has(kind) && (kind !== 'connection-only' || why === 'never-asked');
}

function findings(facts: AuditFacts): (pair: Pair, verdict: Verdict, uses: number) => AuditFinding {
  const inWindow = byPair(facts.map);
  const evidence = new Map(facts.evidence.map((one) => [pairKey(one), one]));
  const earlier = new Map(facts.earlierEvidence.map((one) => [pairKey(one), one]));
  const declared = new Map(facts.declared.map((one) => [pairKey(one), one]));
  return ({ client, server }, verdict, uses) => {
    const key = pairKey({ client, server });
    const dependency: Dependency | undefined = inWindow.get(key);
    const [logged, told] = [evidence.get(key), declared.get(key)];
    return {
      ...verdict,
      client,
      server,
      lookups: dependency?.lookups ?? 0,
      failures: dependency?.failures ?? 0,
      connections: dependency ? connectionsOf(dependency) : 0,
      witness: witnessOf(dependency),
      declared: told !== undefined,
      firstSeen: dependency?.firstSeen ?? null,
      lastSeen: dependency?.lastSeen ?? null,
      evidence: [
        ...citations('The first', logged),
        ...(logged ? [] : citations('In the windows before, the first', earlier.get(key))),
        ...(told ? [{ text: 'The declaration', citation: told.citation }] : []),
      ],
      weight: weightOf(verdict.kind, uses),
    };
  };
}

function citations(which: string, logged: PairEvidence | undefined): AuditFinding['evidence'] {
  return [
    ...(logged?.lookup ? [{ text: `${which} lookup`, citation: logged.lookup }] : []),
    ...(logged?.connection ? [{ text: `${which} connection`, citation: logged.connection }] : []),
  ];
}

function witnessOf(dependency: Dependency | undefined): AuditFinding['witness'] {
  if (dependency === undefined) return 'declared';
  return dependency.witness ?? 'dns';
}

/** How many findings there are of each kind. */
export function countsOf(all: readonly AuditFinding[]): Audit['counts'] {
  const counts = { ...NONE };
  for (const { kind } of all) counts[kind] += 1;
  return counts;
}

const NONE = Object.fromEntries(auditKind.options.map((kind) => [kind, 0])) as Record<AuditKind, number>;

function notesOf(
  { map, declared, unknownDeclared, earlier, socketCovered, logs }: AuditFacts,
  isNamed: boolean,
): string[] {
  const undirected = map.connections?.undirected ?? 0;
  return [
    ...snapshotsText(map.connections?.snapshotHosts).map((line) => `${line}.`),
    ...soleWitnessText(logs),
    ...(logs.sockets && socketCovered.size === 0
      ? ['No host of the socket logs is known to run a service: nothing can be called never connected.']
      : []),
    ...(declared.length === 0 ? ['Nothing is declared for this window: nothing can be unexpected.'] : []),
    ...unknownText(unknownDeclared, isNamed),
    ...(earlier.length < FEWEST_EARLIER ? [tooFewText(earlier.length)] : []),
    ...(undirected > 0
      ? [
          `${counted(undirected, 'connection')} without a known direction ${undirected === 1 ? 'is' : 'are'} in no finding.`,
        ]
      : []),
  ];
}

function soleWitnessText({ dns, sockets }: AuditFacts['logs']): string[] {
  if (dns && sockets) return [];
  if (dns) return ['No socket log runs in this window: the DNS is the only witness.'];
  if (sockets) return ['No DNS log runs in this window: connections are the only witness.'];
  return ['No log of either witness runs in this window: what it does not show may have gone on all the same.'];
}

function unknownText(unknown: readonly DeclaredPair[], isNamed: boolean): string[] {
  if (unknown.length === 0) return [];
  const named = unknown.map(
    ({ client, server, citation: { path, line } }) => `${client} → ${server} (${path}:${line})`,
  );
  const told = `${counted(unknown.length, 'declared dependency')} with a service that no record of the case knows ${unknown.length === 1 ? 'is' : 'are'} in no finding`;
  return [isNamed ? `${told}: ${firstFew(named)}.` : `${told}.`];
}

function tooFewText(earlier: number): string {
  const found = earlier === 0 ? 'no window of this length' : `only ${counted(earlier, 'window')} of this length`;
  return `Nothing is called missing: the case has ${found} before this one, and it takes ${FEWEST_EARLIER} to tell what is usual.`;
}
