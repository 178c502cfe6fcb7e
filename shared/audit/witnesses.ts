import type { AuditKind, AuditReason } from '../model/audit.ts';
import type { Dependency } from '../model/map.ts';
import { connectionsOf } from '../map/follow.ts';
import { counted } from '../map/words.ts';
import { byPair, type AuditFacts, type PairEvidence } from './facts.ts';
import { pairKey } from '../map/pairs.ts';

/** What the two witnesses say of one dependency, in words. */
export interface Verdict {
  readonly kind: AuditKind;
  readonly why: AuditReason | null;
  readonly text: string;
  readonly expected: string;
}

/** Whether lookups and connections of the window agree, dependency by dependency; those seen for certain only. */
export function compareWitnesses(facts: AuditFacts): (dependency: Dependency) => Verdict {
  const [whole, before] = [byPair(facts.whole), byPair(facts.before)];
  const evidence = new Map(facts.evidence.map((one) => [pairKey(one), one]));
  return (dependency) => {
    const [asked, connected] = [dependency.lookups + dependency.failures > 0, connectionsOf(dependency) > 0];
    if (asked && connected) return agreed(dependency);
    if (connected) return connectionOnly(dependency, facts, before.get(pairKey(dependency)));
    return dnsOnly(dependency, evidence.get(pairKey(dependency)), whole.get(pairKey(dependency)));
  };
}

function agreed(dependency: Dependency): Verdict {
  const asked = counted(dependency.lookups + dependency.failures, 'lookup');
  return {
    kind: 'agreed',
    why: null,
    text: `Seen by both: ${asked}, ${counted(connectionsOf(dependency), 'connection')}.`,
    expected: 'Lookups before the first connection, and again when cached answers run out.',
  };
}

function dnsOnly(dependency: Dependency, evidence: PairEvidence | undefined, whole: Dependency | undefined): Verdict {
  const asked = counted(dependency.lookups + dependency.failures, 'lookup');
  const covered = evidence?.socketCovered ?? 0;
  if (dependency.lookups === 0) {
    const expected = 'No connection, as long as no lookup is answered.';
    return { kind: 'dns-only', why: 'failed', text: `${asked}, none answered, and no connection.`, expected };
  }
  if (covered === 0) {
    const text = `${asked}; no socket log of the asking hosts runs at their times.`;
    const expected = 'A socket log of the client would show connections, if the answers were used.';
    return { kind: 'not-covered', why: 'no-socket-log', text, expected };
  }
  const expected = `A connection soon after a lookup: ${covered === 1 ? 'one lookup falls' : `${covered} lookups fall`} in the time of a socket log of the asking host.`;
  const listed = evidence?.socketListed ? LISTED : '';
  return connectionsOf(whole ?? dependency) > 0
    ? {
        kind: 'dns-only',
        why: 'connected-elsewhere',
        text: `${asked} and no connection in this window; connected in another.${listed}`,
        expected,
      }
    : {
        kind: 'dns-only',
        why: 'latent',
        text: `${asked}, and never a connection: asked for, not used.${listed}`,
        expected,
      };
}

const LISTED = ' By snapshots alone: a short connection between two of them leaves no trace.';

function connectionOnly(dependency: Dependency, facts: AuditFacts, before: Dependency | undefined): Verdict {
  const connected = counted(connectionsOf(dependency), 'connection');
  const said = { kind: 'connection-only' } as const;
  if (before !== undefined && before.lookups > 0) {
    const text = `${connected} and no lookup in this window; looked up before it, so a cached answer or a lasting connection explains it.`;
    return { ...said, why: 'answered-before', text, expected: 'A lookup again when the cached answer has run out.' };
  }
  if (!facts.dnsCovered.has(dependency.client)) {
    const text = `${connected} and no lookup; no DNS log with answers hears the client in this window.`;
    const expected =
      'A DNS log of the client, with answers, would show whether it asked for a name or has a fixed address.';
    return { kind: 'not-covered', why: 'no-dns-coverage', text, expected };
  }
  const text = `${connected} and never a lookup before, though a DNS log hears the client: a fixed address, or a way round the DNS.`;
  const expected = 'A lookup of a name of the server before the first connection.';
  return { ...said, why: 'never-asked', text, expected };
}
