import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../main/engine/database/connection.ts';
import { execute, query } from '../../main/engine/database/query.ts';
import { sql } from '../../main/engine/sql/catalogue.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', mode: 'write', evidence: [] });
});
afterAll(() => database.close());

/** Snapshots by their clock: what each shows, `thing` or `thing=state`; `10:00 lone` is one object that stands in no list. */
type Snapshots = readonly (readonly [clock: string, shown: string])[];

/** When things are valid, `thing from-to`, and which snapshots lack most of the round before, `clock lacks of shown`. */
async function compared(snapshots: Snapshots, kind: string) {
  for (const table of ['snapshot', 'snapshot_row'] as const) {
    await execute(database.connection, sql[table]);
    await execute(database.connection, `delete from ${table}`);
  }
  for (const [at, [clock, shown]] of snapshots.entries()) {
    const [time = '', lone] = clock.split(' ');
    await execute(
      database.connection,
      `insert into snapshot select ${at + 1}, 'kubernetes', $taken::timestamp, ${lone === 'lone'}`,
      { taken: `2026-03-01 ${time}` },
    );
    await execute(
      database.connection,
      `insert into snapshot_row select $kind, ${at + 1}, generate_subscripts(t, 1), 'scope', split_part(unnest(t), '=', 1), hash(unnest(t)), '-infinity', 'infinity'
      from (select string_split($shown, ' ') as t)`,
      { kind, shown },
    );
  }
  for (const step of ['snapshot_round', 'snapshot_validity', 'snapshot_lack', 'keep_snapshot_lack'] as const)
    await execute(database.connection, sql[step]);
  const clockOf = (time: string) => `case when isfinite(${time}) then strftime(${time}, '%H:%M') else '' end`;
  const valid = await query<{ told: string }>(
    database.connection,
    `select distinct key || ' ' || ${clockOf('valid_from')} || '-' || ${clockOf('valid_to')} as told from snapshot_validity order by told`,
  );
  const lacks = await query<{ told: string }>(
    database.connection,
    `select strftime(taken, '%H:%M') || ' ' || lacks || ' of ' || shown as told from snapshot_lack join snapshot using (evidence_id) order by told`,
  );
  return { valid: valid.map(({ told }) => told).join(', '), lacks: lacks.map(({ told }) => told).join(', ') };
}

interface Case {
  readonly what: string;
  readonly kind?: string;
  readonly snapshots: Snapshots;
  readonly valid: string;
  readonly lacks?: string;
}

const CASES: readonly Case[] = [
  {
    what: 'ends what it lacks, also where it shares nothing with the one before it but with an earlier one',
    snapshots: [
      ['01:30', 'a b'],
      ['02:30', 'a'],
      ['03:30', 'b'],
    ],
    valid: 'a -03:30, b -02:30, b 03:30-',
    lacks: '03:30 1 of 1',
  },
  {
    what: 'changes what it shows otherwise, and what two of a time say otherwise holds of both',
    snapshots: [
      ['10:00', 'a=1 b=1'],
      ['10:00', 'a=2'],
      ['11:00', 'a=1 b=2'],
      ['12:00', 'a=1 b=1'],
    ],
    valid: 'a -, a -11:00, b -11:00, b 11:00-12:00, b 12:00-',
  },
  {
    what: 'of policies of a namespace is of one fleet with those that share nothing with it',
    kind: 'policy_document',
    snapshots: [
      ['01:30', 'n/p'],
      ['03:30', 'n/q'],
    ],
    valid: 'n/p -03:30, n/q 03:30-',
    lacks: '03:30 1 of 1',
  },
  {
    what: 'of policies without namespace is of another fleet than those that share nothing with it',
    kind: 'policy_document',
    snapshots: [
      ['01:30', 'sg-1'],
      ['03:30', 'sg-2'],
    ],
    valid: 'sg-1 -, sg-2 -',
  },
  {
    what: 'of what policies select by ends nothing that it lacks',
    kind: 'policy_subject',
    snapshots: [
      ['10:00', 'a b=1'],
      ['11:00', 'a'],
      ['12:00', 'b=2'],
    ],
    valid: 'a -, b -12:00, b 12:00-',
  },
  {
    what: 'of a part ends nothing of another part, with which it shares nothing',
    snapshots: [
      ['10:00', 'a b'],
      ['10:30', 'x y'],
      ['11:00', 'a'],
      ['11:30', 'x'],
    ],
    valid: 'a -, b -11:00, x -, y -11:30',
  },
  {
    what: 'in pages is one: a thing that moves between them goes on, what is on none ends with the first, what is new begins with its own',
    snapshots: [
      ['10:00', 'a b gone'],
      ['10:01', 'c d'],
      ['11:00', 'a c'],
      ['11:01', 'b=2 d new'],
      ['12:00', 'a d'],
      ['12:01', 'b=2 c new'],
    ],
    valid: 'a -, b -11:01, b 11:01-, c -, d -, gone -11:00, new 11:01-',
  },
  {
    what: 'in pages is one, also before and after a whole list',
    snapshots: [
      ['10:00', 'a b'],
      ['10:05', 'c d'],
      ['11:00', 'a b c'],
      ['12:00', 'a'],
      ['12:05', 'c'],
    ],
    valid: 'a -, b -12:00, c -, d -11:00',
  },
  {
    what: 'in pages of a time is one, whichever of them shares something with the one before',
    snapshots: [
      ['10:00', 'a'],
      ['10:05', 'b'],
      ['10:05', 'a c'],
      ['11:00', 'a b c'],
    ],
    valid: 'a -, b 10:05-, c 10:05-',
  },
  {
    what: 'later than ten minutes is no page',
    kind: 'policy_document',
    snapshots: [
      ['10:00', 'n/p'],
      ['10:06', 'n/q'],
      ['10:11', 'n/r'],
    ],
    valid: 'n/p -10:11, n/q -10:11, n/r 10:11-',
    lacks: '10:11 1 of 1, 10:11 1 of 1',
  },
  {
    what: 'of one object alone ends nothing else, and is ended by the next list that lacks it',
    snapshots: [
      ['10:00', 'a b'],
      ['10:30 lone', 'a=2'],
      ['10:40 lone', 'new'],
      ['11:00', 'a b new'],
      ['11:30 lone', 'back'],
      ['12:00', 'a b'],
      ['12:30 lone', 'back'],
      ['13:00', 'a back'],
    ],
    valid: 'a -10:30, a 10:30-11:00, a 11:00-, b -13:00, back 11:30-12:00, back 12:30-, new 10:40-12:00',
  },
  {
    what: 'asks about what it lacks of the one before it alone',
    snapshots: [
      ['10:00', 'a b c d e'],
      ['11:00', 'a b c d'],
      ['12:00', 'a'],
      ['13:00', 'a'],
    ],
    valid: 'a -, b -12:00, c -12:00, d -12:00, e -11:00',
    lacks: '12:00 3 of 4',
  },
];

describe('a snapshot among others', () => {
  it.each(CASES)('$what', async ({ kind = 'vm_inventory', snapshots, valid, lacks = '' }) => {
    expect(await compared(snapshots, kind)).toEqual({ valid, lacks });
    expect(await compared(snapshots.toReversed(), kind)).toEqual({ valid, lacks });
  });
});
