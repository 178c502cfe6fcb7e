import { describe, expect, it } from 'vitest';
import type { TimeWindow } from '../../../shared/model/time.ts';
import type { Policy } from '../../../shared/policy/rule.ts';
import { ANY_END, type Ends } from '../../../shared/policy/uses.ts';
import { verdictsOf, type Judged } from '../../../shared/policy/verdicts.ts';
import { at } from '../map/map-of.ts';
import { rulesOf } from './fleet.ts';

const MORNING = { from: at('14:00'), to: at('14:30') };
const EVENING = { from: at('14:30'), to: at('15:00') };
const [RULE] = rulesOf('deny any > any') as [Policy];
const WINDOW = { from: MORNING.from, to: EVENING.to };

const to = (...kinds: readonly string[]): Ends => ({ client: ANY_END, server: { addresses: null, traits: kinds } });
const HTTP = { protocol: 'tcp', port: 80 };

/** Connections in a part of the window to a server of this kind, which policies deny; those that last from the part before went to one of the kind `was`. */
function denied(part: TimeWindow, kind: string, connections: number, policies: string, was?: string): Judged {
  const earlier = was === undefined ? null : { port: HTTP, front: null, ends: to(was) };
  const seen = { connections, firstSeen: part.from, lastSeen: part.to - 1 };
  const byDefault = policies.split('+').map((id) => ({ ...RULE, id }));
  const judged = {
    part,
    regions: null,
    crossing: null,
    decision: { verdict: 'denied' as const, rules: [], byDefault, open: [] },
  };
  const of = {
    client: 'a',
    server: 'b',
    port: HTTP,
    front: null,
    ends: to(kind),
    lookups: 0,
    failures: 0,
    record: undefined,
  };
  return { ...of, earlier, ...seen, ...judged };
}

const verdicts = (changes: boolean, ...judged: readonly Judged[]) =>
  verdictsOf(judged, WINDOW, changes).map(({ part, rules, connections }) => [
    part.from,
    part.to,
    rules.join('+'),
    connections,
  ]);

describe('the verdicts of one pair', () => {
  it('hold of the whole window where nothing changes, and a connection that lasts over cuts counts once', () => {
    const lasting = denied(EVENING, 'web', 1, 'p', 'web');
    expect(verdicts(false, denied(MORNING, 'web', 3, 'p'), lasting, denied(EVENING, 'web', 2, 'p'))).toEqual([
      [WINDOW.from, WINDOW.to, 'p', 5],
    ]);
    expect(verdicts(false, denied(MORNING, 'web', 3, 'p+q'), lasting)).toEqual([
      [MORNING.from, MORNING.to, 'p+q', 3],
      [EVENING.from, EVENING.to, 'p', 1],
    ]);
  });

  it('count it once, too, where its instance is of another kind from the cut on, which says the same', () => {
    const relabelled = denied(EVENING, 'new', 1, 'p', 'old');
    expect(verdicts(true, denied(MORNING, 'old', 1, 'p'), relabelled)).toEqual([[WINDOW.from, WINDOW.to, 'p', 1]]);
    // Another instance is of the new kind all the time: a connection to it is another one.
    const other = denied(MORNING, 'new', 4, 'q');
    expect(verdicts(true, denied(MORNING, 'old', 1, 'p'), other, relabelled)).toEqual([
      [WINDOW.from, WINDOW.to, 'p', 1],
      [MORNING.from, MORNING.to, 'q', 4],
    ]);
  });

  it('count each connection of the parts where an instance changes its kind, though the window as a whole takes both kinds for one', () => {
    expect(verdicts(true, denied(MORNING, 'old', 1, 'p+q'), denied(EVENING, 'new', 2, 'p'))).toEqual([
      [MORNING.from, MORNING.to, 'p+q', 1],
      [EVENING.from, EVENING.to, 'p', 2],
    ]);
  });
});
