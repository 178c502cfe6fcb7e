import { describe, expect, it } from 'vitest';
import { days, type Day } from '../engine-kit/days.ts';
import { at, FLEET, REQUESTS, RESPONSES } from '../engine-kit/fleet.ts';
import { places, told } from '../engine-kit/reduced.ts';
import { csv, withCase } from '../engine-kit/with-case.ts';

const requests = (...rows: readonly string[]) => csv(REQUESTS, ...rows);
const responses = (...rows: readonly string[]) => csv(RESPONSES, ...rows);
const ask = (clock: string, id = '', name = 'shop.example', source = 'c-web') =>
  `${at(clock)},${id},${source},${name},A`;
const reply = (clock: string, id = '', ip = '10.0.0.2', name = 'shop.example', source = 'c-web', code = 'NOERROR') =>
  `${at(clock)},${id},${source},${name},A,${code},${ip}`;

/** What became of the lookups: dependencies, places, and the codes of those without an answer. */
interface Outcome {
  readonly map: readonly string[];
  readonly places: Readonly<Record<string, number>>;
  readonly noAnswer: Readonly<Record<string, number>>;
  readonly total: number;
}
const outcome = ({ map }: Day): Outcome => ({
  map: told(map),
  places: places(map),
  noAnswer: map.lookups.noAnswer,
  total: map.lookups.total,
});
const answered = (lookups: number): Outcome => ({
  map: [`web → shop ${lookups}`],
  places: { resolved: lookups },
  noAnswer: {},
  total: lookups,
});

const day = days(FLEET);

/** A test over the lookups of a day. */
function becomes(what: string, files: Readonly<Record<string, string>>, expected: Partial<Outcome>): void {
  const found = day(files);
  it(what, () => {
    expect(outcome(found())).toMatchObject(expected);
  });
}

describe('a response belongs to its request', () => {
  becomes(
    'by the id that both carry, however late it comes and whatever name it is for',
    {
      'q.csv': requests(ask('10:00:00', 'ID-a')),
      'r.csv': responses(reply('10:05:00', 'ID-a', '10.0.0.2', 'SHOP.example.')),
    },
    answered(1),
  );

  const late = day({ 'q.csv': requests(ask('10:00:00', 'ID-a')), 'r.csv': responses(reply('10:05:00', 'ID-a')) });
  it('at the time of the request: that is when the lookup was', () => {
    const [dependency] = late().map.dependencies;
    expect(new Date((dependency?.firstSeen ?? 0) / 1000).toISOString()).toContain('T10:00:00.000Z');
  });

  becomes(
    'one row per answer is one lookup with several answers',
    {
      'q.csv': requests(ask('10:00:00', 'ID-a')),
      'r.csv': responses(reply('10:00:00', 'ID-a', '10.0.0.2'), reply('10:00:00', 'ID-a', '10.0.0.3')),
    },
    { map: ['web → data 1', 'web → shop 1'], total: 1 },
  );

  becomes(
    'by an id of 16 bits only together with source and name, within 30 seconds',
    {
      'q.csv': requests(ask('10:00:00', '4711'), ask('10:00:05', '4711', 'data.example'), ask('11:00:00', '4711')),
      'r.csv': responses(
        reply('10:00:01', '4711'),
        reply('10:00:06', '4711', '10.0.0.3', 'data.example'),
        reply('11:00:30', '4711'),
      ),
    },
    { map: ['web → data 1', 'web → shop 2'], places: { resolved: 3 }, noAnswer: {}, total: 3 },
  );

  becomes(
    'not by an id of 16 bits when 30 seconds have passed: then there are a request and a response',
    { 'q.csv': requests(ask('10:00:00', '4711')), 'r.csv': responses(reply('10:00:31', '4711')) },
    { map: ['web → shop 1 +1 failed'], places: { resolved: 1, 'no-answer': 1 }, noAnswer: { none: 1 }, total: 2 },
  );

  becomes(
    'not by the id of another source or name',
    {
      'q.csv': requests(ask('10:00:00', '4711'), ask('10:00:00', '4711', 'shop.example', 'c-data')),
      'r.csv': responses(reply('10:00:01', '4711', '10.0.0.2', 'shop.example', 'c-data')),
    },
    { map: ['data → shop 1', 'web → shop 0 +1 failed'], places: { resolved: 1, 'no-answer': 1 } },
  );

  const asked = day({
    'q.csv': requests(ask('10:00:00'), ask('10:00:10'), ask('10:00:20')),
    'r.csv': responses(reply('10:00:10.5')),
  });
  it('by name where there are no ids: to the latest request not after it', () => {
    expect(told(asked().map)).toEqual(['web → shop 1 +2 failed']);
    const [dependency] = asked().map.dependencies;
    expect(new Date((dependency?.firstSeen ?? 0) / 1000).toISOString()).toContain('T10:00:00.000Z');
  });

  becomes(
    'by name within exactly 30 seconds',
    { 'q.csv': requests(ask('10:00:00')), 'r.csv': responses(reply('10:00:30')) },
    answered(1),
  );
  becomes(
    'by name not a microsecond later',
    { 'q.csv': requests(ask('10:00:00')), 'r.csv': responses(reply('10:00:30.000001')) },
    { total: 2 },
  );

  becomes(
    'never to a request that comes after it',
    { 'q.csv': requests(ask('10:00:01')), 'r.csv': responses(reply('10:00:00')) },
    { places: { resolved: 1, 'no-answer': 1 } },
  );

  becomes(
    'never to a request of another type',
    {
      'q.csv': csv(REQUESTS, `${at('10:00:00')},,c-web,shop.example,AAAA`),
      'r.csv': responses(reply('10:00:00')),
    },
    { total: 2 },
  );

  becomes(
    'by name where only the request carries an id',
    { 'q.csv': requests(ask('10:00:00', 'ID-a')), 'r.csv': responses(reply('10:00:01')) },
    answered(1),
  );
  becomes(
    'by name where only the response carries an id',
    { 'q.csv': requests(ask('10:00:00')), 'r.csv': responses(reply('10:00:01', 'ID-a')) },
    answered(1),
  );

  becomes(
    'by source address where the response names no more than that',
    {
      'q.csv': csv(
        'timestamp,source_container_id,source_ip,fqdn,query_type',
        `${at('10:00:00')},c-web,10.0.0.1,shop.example,A`,
      ),
      'r.csv': csv(
        'timestamp,source_ip,fqdn,query_type,response_code,answer_ip',
        `${at('10:00:01')},10.0.0.1,shop.example,A,NOERROR,10.0.0.2`,
      ),
    },
    answered(1),
  );

  becomes(
    'not by name where each carries another id',
    { 'q.csv': requests(ask('10:00:00', 'ID-a')), 'r.csv': responses(reply('10:00:01', 'ID-b')) },
    { total: 2 },
  );
});

describe('a lookup', () => {
  becomes(
    'without a response stays, as unanswered',
    { 'q.csv': requests(ask('10:00:00', 'ID-a')) },
    { map: [], places: { 'no-answer': 1 }, noAnswer: { none: 1 }, total: 1 },
  );

  becomes(
    'of which only the response was logged counts, its answers together',
    { 'r.csv': responses(reply('10:00:00', 'ID-a'), reply('10:00:00', 'ID-a', '10.0.0.3')) },
    { map: ['web → data 1', 'web → shop 1'], total: 1 },
  );

  becomes(
    'with an empty answer is without an answer, by its code',
    {
      'q.csv': requests(ask('10:00:00', 'ID-a'), ask('10:00:01', 'ID-b'), ask('10:00:02', 'ID-c')),
      'r.csv': responses(
        reply('10:00:00', 'ID-a', '', 'shop.example', 'c-web', 'NOERROR'),
        reply('10:00:01', 'ID-b', '', 'shop.example', 'c-web', 'NXDOMAIN'),
        reply('10:00:02', 'ID-c', '', 'shop.example', 'c-web', 'servfail'),
      ),
    },
    { noAnswer: { NOERROR: 1, NXDOMAIN: 1, SERVFAIL: 1 } },
  );
});

describe('the same record twice', () => {
  it('with an id counts once, in one file and in another', async () => {
    const q = ask('10:00:00', 'req-a');
    const r = reply('10:00:00', 'req-a');
    await withCase(
      {
        ...FLEET,
        'q1.csv': requests(q, q),
        'q2.csv': requests(q),
        'r1.csv': responses(r, r),
        'r2.csv': responses(`${r} `),
      },
      async ({ map, sources }) => {
        expect(told(await map())).toEqual(['web → shop 1']);
        const repeated = (kind: string) =>
          sources.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.repeated, 0);
        expect([repeated('dns_request'), repeated('dns_response')]).toEqual([2, 2]);
      },
    );
  });

  it('is the same in another spelling: case, dots, zone, long addresses', async () => {
    const q1 = `2026-03-04T10:00:00Z,req-a,c-web,Shop.Example.,a`;
    const q2 = `2026-03-04T11:00:00+01:00,req-a,c-web,shop.example,A`;
    const r1 = `2026-03-04T10:00:00Z,req-a,c-web,shop.example,AAAA,NOERROR,::ffff:10.0.0.2`;
    const r2 = `1772618400,req-a,c-web,SHOP.EXAMPLE,AAAA,noerror,10.0.0.2`;
    await withCase({ ...FLEET, 'q.csv': requests(q1, q2), 'r.csv': responses(r1, r2) }, ({ sources }) => {
      expect(sources.map(({ accepted, repeated }) => accepted + repeated)).toEqual([3, 3, 3, 2, 2]);
      expect(sources.slice(3).map(({ repeated }) => repeated)).toEqual([1, 1]);
    });
  });

  it('without id, port or a time finer than a second is k records where a file has it k times, and across files the largest k', async () => {
    const q = ask('10:00:00');
    const r = reply('10:00:00');
    const files = {
      'q1.csv': requests(q, q, q),
      'q2.csv': requests(q, q),
      'r1.csv': responses(r, r, r),
      'r2.csv': responses(r),
    };
    await withCase({ ...FLEET, ...files }, async ({ map, sources }) => {
      expect(told(await map())).toEqual(['web → shop 3']);
      expect(sources.slice(3).reduce((sum, { repeated }) => sum + repeated, 0)).toBe(3);
    });
  });

  becomes(
    'without id but at a time finer than a second counts once',
    {
      'q.csv': requests(ask('10:00:00.25'), ask('10:00:00.25')),
      'r.csv': responses(reply('10:00:00.3')),
    },
    answered(1),
  );

  becomes(
    'is not the same where any field differs',
    {
      'q.csv': requests(ask('10:00:00', 'ID-a'), ask('10:00:00', 'ID-b'), ask('10:00:00.1', 'ID-c')),
      'r.csv': responses(reply('10:00:00', 'ID-a'), reply('10:00:00', 'ID-b'), reply('10:00:00.1', 'ID-c')),
    },
    answered(3),
  );

  it('in a log of whole lookups counts once, by its port', async () => {
    const record = (port: number) =>
      JSON.stringify({
        version: '1.100000',
        query_timestamp: at('10:00:00'),
        query_name: 'shop.example.',
        query_type: 'A',
        rcode: 'NOERROR',
        answers: [{ Rdata: '10.0.0.2', Type: 'A', Class: 'IN' }],
        srcaddr: '10.0.0.1',
        srcport: String(port),
        srcids: { instance: 'c-web' },
      });
    const files = { 'a.log': `${record(1)}\n${record(2)}\n${record(1)}\n`, 'b.log': `${record(2)}\n` };
    await withCase({ ...FLEET, ...files }, async ({ map, sources }) => {
      expect(told(await map())).toEqual(['web → shop 2']);
      expect(sources.slice(3).reduce((sum, { repeated }) => sum + repeated, 0)).toBe(2);
    });
  });

  it('is reported for inventories, the service tree and health events too', async () => {
    const again = Object.fromEntries(
      Object.entries(FLEET).map(([path, text]) => [`again-${path}`, `${String(text)}\n`]),
    );
    const health = csv('timestamp,service_id,status', `${at('10:00:00')},shop,error`);
    await withCase({ ...FLEET, ...again, 'h1.csv': health, 'h2.csv': `${health}\n` }, ({ sources }) => {
      const sum = (field: 'accepted' | 'repeated') => sources.reduce((total, one) => total + one[field], 0);
      expect([sum('accepted'), sum('repeated')]).toEqual([10, 10]);
    });
  });
});
