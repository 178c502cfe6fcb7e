import type { Audit, AuditFinding } from '../model/audit.ts';
import { count, counted } from '../map/words.ts';
import { callsForAnswer, contradictsNothing } from './audit.ts';
import { KIND_WORDS } from './words.ts';

/** What could be held against each other. */
export type AuditSource = 'dns' | 'connection' | 'declared';

/**
 * What an audit comes to. `nothing`: neither seen nor declared. `nothing-to-compare`: seen by one witness alone, with nothing beside it.
 * `agreed`: whatever could be compared agrees. `minor`: single findings, each of them explained. `open`: some call for an answer.
 */
export interface AuditOutcome {
  readonly state: 'nothing' | 'nothing-to-compare' | 'agreed' | 'minor' | 'open';
  /** In a sentence. */
  readonly text: string;
  /** What no finding of the window rests on: evidence that would tell more. */
  readonly lacks: readonly AuditSource[];
}

/** The outcome of the findings of a window; `findings` all of it, not a part that was filtered. */
export function outcomeOf({ findings, counts }: Pick<Audit, 'findings' | 'counts'>): AuditOutcome {
  const lacks = lacking(findings);
  const dependencies = counted(
    new Set(findings.map(({ client, server }) => `${client}\n${server}`)).size,
    'dependency',
  );
  if (findings.length === 0) return { state: 'nothing', text: 'Nothing was seen or declared in this window.', lacks };
  if (findings.every(({ kind }) => kind === 'not-covered')) {
    const text = `${dependencies}, each known to one witness alone: there is nothing to hold against it.`;
    return { state: 'nothing-to-compare', text, lacks };
  }
  const open = findings.filter(callsForAnswer);
  if (open.length > 0) {
    const text = `${open.length === 1 ? '1 finding calls' : `${count(open.length)} findings call`} for an answer: ${kindsOf(open)}.`;
    return { state: 'open', text, lacks };
  }
  const other = findings.filter(({ kind }) => !contradictsNothing(kind));
  if (other.length > 0)
    return {
      state: 'minor',
      text: `Nothing calls for an answer; explained by the evidence: ${kindsOf(other)}.`,
      lacks,
    };
  const uncovered = counts['not-covered'];
  const beside = uncovered > 0 ? `; ${count(uncovered)} could not be compared` : '';
  return {
    state: 'agreed',
    text: `All agreed: ${counted(counts.agreed, 'dependency')} looked up and connected${beside}.`,
    lacks,
  };
}

function kindsOf(findings: readonly AuditFinding[]): string {
  const kinds = new Map<AuditFinding['kind'], number>();
  for (const { kind } of findings) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, n]) => `${count(n)} ${KIND_WORDS[kind].name}`).join(', ');
}

function lacking(findings: readonly AuditFinding[]): readonly AuditSource[] {
  return [
    ...(findings.some(({ lookups, failures }) => lookups + failures > 0) ? [] : (['dns'] as const)),
    ...(findings.some(({ connections }) => connections > 0) ? [] : (['connection'] as const)),
    ...(findings.some(({ declared }) => declared) ? [] : (['declared'] as const)),
  ];
}
