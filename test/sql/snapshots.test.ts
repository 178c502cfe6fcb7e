import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../main/engine/database/connection.ts';
import { execute, query } from '../../main/engine/database/query.ts';
import { sql } from '../../main/engine/sql/catalogue.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', mode: 'write', evidence: [] });
});
afterAll(() => database.close());

/**
 * Snapshots by their clock: what each shows, `thing` or `thing=state`, with the start and end that it gives: `thing@10:00-10:30`; `10:00 lone` is one
 * object that stands in no list; `place:thing` is elsewhere than others.
 */
type Snapshots = readonly (readonly [clock: string, shown: string])[];

/** What snapshots show; exclusive: one thing has a key at a time. */
interface Shown {
  readonly format: string;
  readonly kind: string;
  readonly exclusive: boolean;
}

/** Where a thing is, and what it is called there. Things of Kubernetes are of a namespace, `namespace/name`. */
function placeOf(called: string, format: string) {
  if (format === 'kubernetes') return { scope: called.split('/')[0] ?? '', family: 'pod', key: called };
  const [key = '', scope = 'scope'] = called.split(':').toReversed();
  return { scope, family: null, key };
}

/** When things are valid, `thing from-to`, and which snapshots lack most of the round before, `clock lacks of shown`. */
async function compared(snapshots: Snapshots, { format, kind, exclusive }: Shown) {
  for (const table of ['snapshot', 'snapshot_row'] as const) {
    await execute(database.connection, sql[table]);
    await execute(database.connection, `delete from ${table}`);
  }
  for (const [at, [clock, shown]] of snapshots.entries()) {
    const [time = '', lone] = clock.split(' ');
    await execute(
      database.connection,
      `insert into snapshot select ${at + 1}, $format, $taken::timestamp, ${lone === 'lone'}`,
      { format, taken: `2026-03-01 ${time}` },
    );
    for (const [record, text] of shown.split(' ').entries()) {
      const [thing = '', starts = '', stops = ''] = text.split(/@|(?<=@.*)-/);
      const [called = ''] = thing.split('=');
      const instant = (given: string, open: string) => (given === '' ? open : `2026-03-01 ${given}`);
      await execute(
        database.connection,
        `insert into snapshot_row select $kind, ${at + 1}, ${record + 1}, $scope, $family, $key, hash($thing), $exclusive, $from::timestamp, $to::timestamp`,
        {
          ...placeOf(called, format),
          kind,
          thing,
          exclusive,
          from: instant(starts, '-infinity'),
          to: instant(stops, 'infinity'),
        },
      );
    }
  }
  for (const step of ['snapshot_round', 'snapshot_sighting', 'snapshot_validity', 'snapshot_lack'] as const)
    await execute(database.connection, sql[step]);
  const clockOf = (time: string) => `case when isfinite(${time}) then strftime(${time}, '%H:%M') else '' end`;
  const valid = await query<{ told: string }>(
    database.connection,
    `select distinct key || ' ' || case when valid_from < valid_to then ${clockOf('valid_from')} || '-' || ${clockOf('valid_to')} else 'never' end as told from snapshot_validity order by told`,
  );
  const lacks = await query<{ told: string }>(
    database.connection,
    `select strftime(taken, '%H:%M') || ' ' || lacks || ' of ' || shown as told from snapshot_lack join snapshot using (evidence_id) order by told`,
  );
  return { valid: valid.map(({ told }) => told).join(', '), lacks: lacks.map(({ told }) => told).join(', ') };
}

interface Case extends Partial<Shown> {
  readonly what: string;
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
    what: 'of a Kubernetes namespace is, too: all of its pods can be replaced',
    format: 'kubernetes',
    snapshots: [
      ['01:30', 'n/p n/q'],
      ['03:30', 'n/r'],
    ],
    valid: 'n/p -03:30, n/q -03:30, n/r 03:30-',
    lacks: '03:30 2 of 2',
  },
  {
    what: 'of several namespaces is of all, those that it does not show, too; one of a namespace says nothing of others',
    format: 'kubernetes',
    snapshots: [
      ['01:30', 'm/p n/q o/r'],
      ['02:30', 'm/p'],
      ['03:30', 'm/p o/r'],
      ['03:35', 'n/s n/t o/u'],
    ],
    valid: 'm/p -, n/q -03:30, n/s 03:35-, n/t 03:35-, o/r -, o/u 03:35-',
    lacks: '03:35 1 of 1',
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
  {
    what: 'that gives the end of a thing gives it in those before, too; not that of another of the key that began otherwise',
    snapshots: [
      ['10:00', 'a@09:00 b@09:00 c@09:00'],
      ['11:00', 'a@09:00-10:30 b@09:00-10:30 b@10:40 c@09:00'],
      ['12:00', 'c@09:00'],
    ],
    valid: 'a 09:00-10:30, b 09:00-10:30, b 10:40-12:00, c 09:00-',
  },
  {
    what: 'that gives another start of a thing ends it before that, also where it has ended since',
    snapshots: [
      ['10:00', 'a@09:00 b'],
      ['11:00', 'a@10:20-10:30 b'],
      ['12:00', 'a@10:20-10:30 b'],
    ],
    valid: 'a 09:00-10:20, a 10:20-10:30, b -',
  },
  {
    what: 'that gives the end of a thing with another start ends it then, and not when a later one repeats that',
    snapshots: [
      ['10:00', 'a@08:00:01 b@09:00'],
      ['11:00', 'a@08:00-10:30 b@09:00-11:00'],
      ['12:00', 'a@08:00-10:30 b@09:00-12:00'],
    ],
    valid: 'a 08:00-10:30, b 09:00-11:00',
  },
  {
    what: 'that shows a thing in another place tells since when it is there, whether it shows the first place, too, or not',
    snapshots: [
      ['10:00', 'x:a x:b x:c@09:00'],
      ['11:00', 'x:b y:a y:c@09:00'],
      ['12:00', 'z:b'],
    ],
    valid: 'a -11:00, a 11:00-, b -12:00, b 12:00-, c 09:00-11:00, c 11:00-',
    lacks: '11:00 2 of 3',
  },
  {
    what: 'of one place each ends nothing of others; what two places show at a time is two things',
    snapshots: [
      ['10:00', 'x:a x:b x:both'],
      ['10:05', 'y:c y:both'],
      ['11:00', 'x:b x:both'],
      ['11:05', 'y:a y:c y:both'],
    ],
    valid: 'a -11:00, a 11:05-, b -, both -, c -',
  },
  {
    what: 'where one thing has the key at a time, ends what was before when that ended, or the next began',
    snapshots: [
      ['10:00', 'a=1 b=1@09:00 c=1'],
      ['11:00', 'a=2@10:40 b=2@09:00-10:20 c=2@09:00'],
    ],
    valid: 'a -10:40, a 10:40-, b 09:00-10:20, b never, c -11:00, c 11:00-',
  },
  {
    what: 'where several can have the key, ends what was before when it was taken',
    exclusive: false,
    snapshots: [
      ['10:00', 'a=1'],
      ['11:00', 'a=2@10:40'],
    ],
    valid: 'a -11:00, a 10:40-',
  },
];

describe('a snapshot among others', () => {
  it.each(CASES)('$what', async ({ snapshots, valid, lacks = '', ...shown }) => {
    const of = { format: 'docker-inspect', kind: 'vm_inventory', exclusive: true, ...shown };
    expect(await compared(snapshots, of)).toEqual({ valid, lacks });
    expect(await compared(snapshots.toReversed(), of)).toEqual({ valid, lacks });
  });
});
