import { describe, expect, it } from 'vitest';
import { FLEET } from '../../engine-kit/fleet.ts';
import { parquetOf } from '../../engine-kit/packed.ts';
import { csv, sourceOf, withCase } from '../../engine-kit/with-case.ts';

const BOTH = JSON.stringify({
  query_name: 'a.example.',
  query_timestamp: '2026-03-04T10:00:00Z',
  rcode: 'NOERROR',
  srcids: {},
  srcaddr: '10.0.0.1',
  query_type: 'A',
  uid: 'C1',
  trans_id: 1,
  query: 'a.example',
  id_orig_h: '10.0.0.1',
});

describe('a file', () => {
  it('that two formats fit alike is asked about, not guessed, and taken once the format is named', async () => {
    await withCase({ 'both.log': `${BOTH}\n` }, async ({ sources, add, call }) => {
      expect(sources).toMatchObject([
        {
          format: 'unknown',
          couldBe: ['aws-route53-resolver', 'zeek-dns'],
          problem: expect.stringMatching(/could be aws-route53-resolver or zeek-dns.*--format/) as string,
        },
      ]);
      const asked = (await call('case.summary', {})).sources;
      expect(asked).toMatchObject([
        { path: sources[0]?.path, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      ]);
      const source = asked[0]?.id ?? 0;
      await expect(call('evidence.readAs', { source, format: 'bind' })).rejects.toThrow(
        'the format bind is in question',
      );
      const { source: zeek } = await call('evidence.readAs', { source, format: 'zeek-dns' });
      expect(zeek).toMatchObject({ id: source, format: 'zeek-dns', problem: null, couldBe: [] });
      await expect(add({ 'both.log': `${BOTH}\n` }, { format: 'zeek' })).rejects.toThrow('No format is called “zeek”');
      await call('evidence.remove', { source });
      await add({ 'both.log': `${BOTH}\n` });
      const again = await add({ 'both.log': `${BOTH}\n` }, { format: 'aws-route53-resolver' });
      expect(again).toMatchObject([{ format: 'aws-route53-resolver', accepted: 1, problem: null }]);
    });
  });

  it('of Parquet whose rows are records of a format is read row by row', async () => {
    const parquet = await parquetOf(
      csv(
        'ts,uid,id_orig_h,id_orig_p,id_resp_p,trans_id,query,qtype_name,rcode_name',
        '1772618400.25,C1,10.0.0.1,4000,53,7,shop.example,A,NOERROR',
        '1772618401.25,C2,10.0.0.1,4001,53,8,shop.example,A,NXDOMAIN',
      ),
    );
    await withCase({ ...FLEET, 'dns.parquet': parquet }, async ({ sources, map, call }) => {
      const source = sourceOf(sources, 'dns.parquet');
      expect(source).toMatchObject({ format: 'zeek-dns', wrapper: 'parquet', records: 2, accepted: 2, lines: 0 });
      expect((await map()).lookups).toMatchObject({ total: 2, unresolved: { 'no-answer': 2 } });
      expect((await call('evidence.read', { source: source.id, line: 2 })).raw).toContain('NXDOMAIN');
    });
  });

  it('of one line that holds every record still leads from a lookup to its own record', async () => {
    const lookup = (second: number) => ({
      query_name: 'shop.example.',
      query_timestamp: `2026-03-04T10:00:0${second}Z`,
      query_type: 'A',
      rcode: 'NOERROR',
      answers: [{ Rdata: '10.0.0.2', Type: 'A', Class: 'IN' }],
      srcaddr: '10.0.0.1',
      srcport: String(4000 + second),
      srcids: {},
    });
    const line = JSON.stringify({ Records: [lookup(1), lookup(2), lookup(3)] });
    await withCase({ ...FLEET, 'one-line.json': line }, async ({ sources, call }) => {
      expect(sourceOf(sources, 'one-line.json')).toMatchObject({
        wrapper: 'json-records',
        lines: 1,
        records: 3,
        accepted: 3,
      });
      const window = { from: Date.parse('2026-03-04T10:00:00Z') * 1000, to: Date.parse('2026-03-04T10:01:00Z') * 1000 };
      const dossier = await call('dependency.dossier', { client: 'web', server: 'shop', window, index: 1 });
      const response = dossier.lookup?.steps.find(({ role }) => role === 'response');
      expect(JSON.parse(response?.record.raw ?? '')).toMatchObject({ srcport: '4002' });
    });
  });
});
