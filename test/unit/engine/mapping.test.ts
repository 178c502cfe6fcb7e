import { describe, expect, it } from 'vitest';
import { at, FLEET } from '../../engine-kit/fleet.ts';
import { csv, sourceOf, withCase } from '../../engine-kit/with-case.ts';

/** Lookups as no program exports them: other names, a date of numbers, answers in a list, one line that is broken. */
const ODD = csv(
  'When;Asked by;Question;Sort;Outcome;Given',
  '04/03/2026 11:00:00;10.0.0.1;shop.example.com;A;NOERROR;10.0.0.2, 10.0.0.9',
  '04/03/2026 11:00:05;10.0.0.1;data.example.com;A;NOERROR;10.0.0.3',
  '13/03/2026 11:00:05;10.0.0.2;data.example.com;A;NOERROR;10.0.0.3',
  'soon;10.0.0.1;data.example.com;A;NOERROR;10.0.0.3',
);
/** A table whose cells hold line ends in most rows, and lookups without a header, in quotes. */
const CELLS = 'asked at,who,"what\nname",given\n'.concat(
  ...[1, 2, 3].map((n) => `${at(`12:00:0${n}`)},10.0.0.2,data.example.com,"alias.example.com\n10.0.0.3"\n`),
);
const QUOTED = csv(`"${at('12:00:00')}","10.0.0.2","data.example.com","A","OK, cached"`);
const LINES = csv(
  `${at('12:00:00')} edge 10.0.0.2 asked data.example.com A and got 10.0.0.3`,
  `${at('12:00:01')} edge 10.0.0.2 asked data.example.com A and got 10.0.0.3`,
);

describe('a file that nothing recognises', () => {
  it('is mapped as proposed, read again when the mapping changes, and gives nothing once it is removed', async () => {
    await withCase(
      { ...FLEET, 'odd.csv': ODD, 'copy/odd-2.csv': ODD.replace(';A;', ';AAAA;') },
      async ({ call, sources, add }) => {
        const source = sources.find(({ path }) => path.endsWith('odd.csv'))?.id ?? 0;
        const before = await call('map.read', {});
        expect(before.lookups.total).toBe(0);
        const { look, mapping } = await call('mapping.propose', { source });
        expect(look.columns.map(({ name }) => name)).toEqual([
          'When',
          'Asked by',
          'Question',
          'Sort',
          'Outcome',
          'Given',
        ]);
        expect(mapping).toMatchObject({
          name: 'odd',
          kind: 'dns_lookup',
          fields: {
            timestamp: 'When',
            source_ip: 'Asked by',
            fqdn: 'Question',
            query_type: 'Sort',
            answer_ip: 'Given',
          },
        });
        const trial = await call('mapping.try', { source, mapping, whole: true });
        expect(trial).toMatchObject({
          records: 4,
          taken: 3,
          rejected: 1,
          skipped: 0,
          partial: false,
          assumed: ['time zone UTC'],
        });
        expect(trial.reasons).toEqual([{ reason: 'timestamp "soon" is not a time', records: 1, line: 5 }]);
        expect(trial.rows[0]).toMatchObject({ line: 2, reason: null });
        expect(await call('map.read', {})).toEqual(before);

        const berlin = { ...mapping, times: { zone: 'Europe/Berlin' } };
        const applied = await call('mapping.apply', { source, mapping: berlin });
        expect(
          applied.sources.map(({ format, records, accepted, rejected, assumed }) => [
            format,
            records,
            accepted,
            rejected,
            assumed,
          ]),
        ).toEqual([
          ['mapped:odd', 4, 3, 1, []],
          ['mapped:odd', 4, 1, 1, []],
        ]);
        const mapped = await call('map.read', {});
        expect(mapped.dependencies.map(({ client, server }) => `${client}>${server}`).sort()).toEqual([
          'shop>data',
          'web>data',
          'web>shop',
        ]);
        expect((await call('mapping.propose', { source })).look.columns).toHaveLength(6);
        expect((await call('evidence.rejects', { source, after: 0, limit: 5 })).rejects[0]?.raw).toContain('soon;');

        const [more] = await add({ 'later.csv': ODD.replace('11:00:05', '11:30:05') });
        expect(more).toMatchObject({ format: 'mapped:odd', accepted: 1, repeated: 2 });
        expect((await call('case.verify', {})).ok).toBe(true);

        await call('mapping.remove', { name: 'odd' });
        expect((await call('map.read', {})).lookups.total).toBe(0);
        expect((await call('mappings.list', {})).mappings).toEqual([]);
      },
    );
  }, 400_000);

  it('of plain lines is taken apart by a pattern or at a delimiter, quoted cells and all; a mapping that is given comes before every format, also for a file in the case', async () => {
    await withCase(
      { ...FLEET, 'edge.log': LINES, 'quoted.csv': QUOTED, 'cells.csv': CELLS },
      async ({ call, sources, add }) => {
        const source = sources.find(({ path }) => path.endsWith('edge.log'))?.id ?? 0;
        const { mapping } = await call('mapping.propose', { source });
        expect(mapping).toMatchObject({
          kind: 'dns_lookup',
          fields: { source_ip: 'address', fqdn: 'name', answer_ip: 'address2' },
        });
        const [taken] = await add({ 'edge.log': LINES }, { mappings: [{ ...mapping, name: 'edge' }] });
        expect(taken).toMatchObject({ id: source, format: 'mapped:edge', records: 2, accepted: 2, rejected: 0 });
        await expect(
          call('mapping.try', {
            source,
            mapping: { ...mapping, lines: { pattern: '^(?<address>x)(?<name>y)(?<type>z)(?<time>a)(?<address2>b)' } },
          }),
        ).rejects.toThrow('Less than half');
        const tried = async (name: string) => {
          const { id } = sourceOf(sources, name);
          const proposed = await call('mapping.propose', { source: id });
          const { taken } = await call('mapping.try', { source: id, mapping: proposed.mapping });
          return { kind: proposed.mapping.kind, taken };
        };
        expect(await tried('quoted.csv')).toEqual({ kind: 'dns_request', taken: 1 });
        expect(await tried('cells.csv')).toEqual({ kind: 'dns_lookup', taken: 3 });
      },
    );
  });
});
