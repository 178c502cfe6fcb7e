import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/policy/rule.ts';
import { ANY_END, type Ends, type PortUse } from '../../../shared/policy/uses.ts';
import { verdictsOf, type Judged } from '../../../shared/policy/verdicts.ts';
import { at } from '../map/map-of.ts';
import { rulesOf } from './fleet.ts';

const MORNING = { from: at('14:00'), to: at('14:30') };
const EVENING = { from: at('14:30'), to: at('15:00') };
const [RULE] = rulesOf('deny any > any') as [Policy];
const WINDOW = { from: MORNING.from, to: EVENING.to };

/** Connections to a server of which the records tell instances of these kinds. */
function connected(kinds: readonly string[], connections: number, clock: string): PortUse {
  const ends: Ends = { client: ANY_END, server: { addresses: null, traits: kinds } };
  const seen = { connections, firstSeen: at(clock), lastSeen: at(clock) };
  const citation = { source: 1, path: 'conn.csv', line: 2 };
  return { client: 'a', server: 'b', port: { protocol: 'tcp', port: 80 }, front: null, ends, ...seen, citation };
}

/** What a part of the window says of connections: denied by these policies. */
function denied(part: Judged['part'], { citation, ...use }: PortUse, ...policies: readonly string[]): Judged {
  const byDefault = policies.map((id) => ({ ...RULE, id }));
  return {
    ...use,
    part,
    regions: null,
    lookups: 0,
    failures: 0,
    record: citation,
    crossing: null,
    decision: { verdict: 'denied', rules: [], byDefault, open: [] },
  };
}

const counts = (all: ReturnType<typeof verdictsOf>) =>
  all.map(({ part, rules, connections }) => [part.from, part.to, rules.join(), connections]);

describe('the verdicts of one pair', () => {
  it('hold of the whole window where nothing changes, and a connection that lasts over a cut counts once', () => {
    const lasting = connected(['web'], 1, '14:30');
    const found = verdictsOf(
      [denied(MORNING, lasting, 'p'), denied(EVENING, lasting, 'p')],
      [connected(['web'], 1, '14:30')],
      WINDOW,
    );
    expect(counts(found)).toEqual([[WINDOW.from, WINDOW.to, 'p', 1]]);
  });

  it('count each connection of the parts where an instance changes its kind, though the window as a whole takes both kinds for one', () => {
    // Of the instances b1 and b2, b1 alone is relabelled: in the evening the two are alike, over the whole window they are not.
    const found = verdictsOf(
      [denied(MORNING, connected(['old'], 1, '14:10'), 'p', 'q'), denied(EVENING, connected(['new'], 2, '14:40'), 'p')],
      [connected(['new', 'old'], 2, '14:10'), connected(['new'], 1, '14:40')],
      WINDOW,
    );
    expect(counts(found)).toEqual([
      [MORNING.from, MORNING.to, 'p,q', 1],
      [EVENING.from, EVENING.to, 'p', 2],
    ]);
  });
});
