import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fromIso, toIso } from '../../shared/model/time.ts';
import { openDatabase, type Database } from '../../main/engine/database/connection.ts';
import { query } from '../../main/engine/database/query.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', mode: 'write', evidence: [] });
});
afterAll(() => database.close());

async function instants(texts: readonly (string | null)[], zone = 'UTC'): Promise<readonly (string | null)[]> {
  const text =
    'select epoch_us(instant(text, $zone)) as at from (select unnest(cast($texts::json as varchar[])) as text)';
  const rows = await query<{ at: number | null }>(database.connection, text, { zone, texts: JSON.stringify(texts) });
  return rows.map(({ at }) => (at === null ? null : toIso(at)));
}

describe('a time in the evidence', () => {
  it.each([
    ['2026-03-04T14:00:00Z', '2026-03-04T14:00:00.000Z'],
    ['2026-03-04T14:00:00.5Z', '2026-03-04T14:00:00.500Z'],
    ['2026-03-04T14:00:00.123456Z', '2026-03-04T14:00:00.123456Z'],
    ['2026-03-04T14:00:00.123456789Z', '2026-03-04T14:00:00.123456Z'],
    ['2026-03-04t14:00:00z', '2026-03-04T14:00:00.000Z'],
    ['2026-03-04 14:00:00Z', '2026-03-04T14:00:00.000Z'],
    ['2026-03-04T14:00Z', '2026-03-04T14:00:00.000Z'],
    ['2026-03-04T14:00:00+02:00', '2026-03-04T12:00:00.000Z'],
    ['2026-03-04T14:00:00-08:00', '2026-03-04T22:00:00.000Z'],
    ['2026-03-04T14:00:00-0330', '2026-03-04T17:30:00.000Z'],
    ['2026-03-04T14:00:00+05', '2026-03-04T09:00:00.000Z'],
    ['2026-03-04T14:00-05:00', '2026-03-04T19:00:00.000Z'],
    ['2026-03-04T14:00:00,250+01:00', '2026-03-04T13:00:00.250Z'],
    ['2026-03-04 14:00:00 +0100', '2026-03-04T13:00:00.000Z'],
    ['2026-03-04 14:00:00 UTC', '2026-03-04T14:00:00.000Z'],
    ['2026-03-04T23:30:00-01:00', '2026-03-05T00:30:00.000Z'],
    ['20260304T140000Z', '2026-03-04T14:00:00.000Z'],
    ['20260304T140000+0200', '2026-03-04T12:00:00.000Z'],
    ['2026-03-04t14:00:00Z', '2026-03-04T14:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['1772632800', '2026-03-04T14:00:00.000Z'],
    ['1772632800.25', '2026-03-04T14:00:00.250Z'],
    ['1772632800123', '2026-03-04T14:00:00.123Z'],
    ['1772632800123.5', '2026-03-04T14:00:00.123500Z'],
    ['1772632800123456', '2026-03-04T14:00:00.123456Z'],
    ['1772632800123456789', '2026-03-04T14:00:00.123456Z'],
    ['999999999', '2001-09-09T01:46:39.000Z'],
  ])('%s is %s', async (text, expected) => {
    expect(await instants([text])).toEqual([expected]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-04T14:00:00', '2026-03-04T13:00:00.000Z'],
    ['Europe/Berlin', '2026-07-04 14:00:00,5', '2026-07-04T12:00:00.500Z'],
    ['America/St_Johns', '2026-03-04T14:00', '2026-03-04T17:30:00.000Z'],
    ['America/New_York', '2026-03-04T14:00:00Z', '2026-03-04T14:00:00.000Z'],
    ['America/New_York', '1772632800', '2026-03-04T14:00:00.000Z'],
  ])('in the zone %s, %s is %s: a zone of its own goes first', async (zone, text, expected) => {
    expect(await instants([text], zone)).toEqual([expected]);
  });

  it.each([
    'yesterday',
    '',
    '2026-13-04T14:00:00Z',
    '2026-02-30T14:00:00Z',
    '2026-03-04T25:00:00Z',
    '2026-03-04T99:99:99Z',
    '04/03/2026 14:00',
    '14:00:00',
    '12345',
    '-1772632800',
    '1e9',
    'NaN',
    'infinity',
    '2026-03-04T14:00:00Zebra',
    '2026-03-04T14:00:00+99:00',
    '20260304',
  ])('"%s" is none', async (text) => {
    expect(await instants([text])).toEqual([null]);
  });

  it('is read in every spelling as the window reads it, on any instant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(spelled, { minLength: 1, maxLength: 40 }), async (texts) => {
        expect(await instants(texts)).toEqual(texts.map((text) => toIso(fromIso(text) ?? NaN)));
      }),
      { numRuns: 12, seed: 4 },
    );
  });
});

const two = (n: number) => String(n).padStart(2, '0');
const spelled = fc
  .tuple(
    fc.integer({ min: 0, max: 2_000_000_000 }),
    fc.constantFrom('', '.5', '.250', ',125', '.000001'),
    fc.constantFrom('Z', 'z', '+00:00', '-08:00', '+0530', '-0330', '+14:00'),
    fc.constantFrom('T', ' '),
  )
  .map(([seconds, fraction, zone, mark]) => {
    const date = new Date(seconds * 1000);
    const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
    return `${day}${mark}${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}${fraction}${zone}`;
  });
