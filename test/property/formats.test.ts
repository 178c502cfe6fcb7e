import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import fc from 'fast-check';
import type { Source } from '../../shared/model/evidence.ts';
import type { Mapping } from '../../shared/model/mapping.ts';
import { exportAdapters } from '../../main/engine/adapters/registry.ts';
import { sourceOf, withCase } from '../engine-kit/with-case.ts';

/** Each format's own small files: a folder a format. */
const folder = fileURLToPath(new URL('../fixtures/formats/', import.meta.url));

const SEED = 20_260_304;

/** So many truncated and so many mutated variants of a file: cut off; with a byte changed, a piece twice, as one line, or with CRLF. */
function damaged(bytes: Buffer, each: number): readonly Buffer[] {
  const place = fc.nat({ max: Math.max(0, bytes.length - 1) });
  const truncated = place.map((at) => bytes.subarray(0, at));
  const mutated = fc.oneof(
    fc
      .tuple(place, fc.constantFrom(0, 0x22, 0x7b, 0x5d, 0x2c, 0x0a, 0xff))
      .map(([at, byte]) => Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at + 1)])),
    fc
      .tuple(place, place)
      .map(([a, b]) => Buffer.concat([bytes.subarray(0, Math.max(a, b)), bytes.subarray(Math.min(a, b))])),
    fc.constant(Buffer.from(bytes.toString('latin1').replaceAll('\n', ' '), 'latin1')),
    fc.constant(Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')),
  );
  // The bytes themselves vary the seed, so that not every file is damaged in the same way.
  const seed = SEED + bytes.length;
  return [truncated, mutated]
    .flatMap((kind) => fc.sample(kind, { numRuns: each, seed }))
    .filter((variant) => variant.length > 0);
}

const formats = [...new Set(exportAdapters.map(({ format }) => format))].sort();
/** So many formats in one case: what a build costs is paid once for all their files. */
const TOGETHER = 14;
const groups = Array.from({ length: Math.ceil(formats.length / TOGETHER) }, (_, nth) =>
  formats.slice(nth * TOGETHER, (nth + 1) * TOGETHER),
);

it('every format has small files of its own', async () => {
  expect((await readdir(folder)).sort()).toEqual(formats);
});

it.each(groups.map((group) => ({ from: group[0], to: group.at(-1), group })))(
  'formats $from to $to are known from their own files; damaged ones never stop the import, and every record is in one place',
  async ({ group }) => {
    const files: Record<string, Buffer> = {};
    const whole = new Map<string, string>();
    for (const format of group)
      for (const name of await readdir(`${folder}${format}`)) {
        const bytes = await readFile(`${folder}${format}/${name}`);
        files[`whole/${format}/${name}`] = bytes;
        whole.set(`whole/${format}/${name}`, format);
        for (const [index, variant] of damaged(bytes, 1).entries())
          files[`damaged/${format}/${index}-${name}`] = variant;
      }
    // A build that does not balance fails the import.
    await withCase(files, ({ sources }) => {
      balance(sources, files);
      for (const [name, format] of whole) {
        const source = sourceOf(sources, name);
        expect(source, name).toMatchObject({ format, rejected: 0, problem: null });
        expect(source.accepted + source.repeated, name).toBeGreaterThan(0);
      }
    });
  },
  300_000,
);

/** Every file is a source, and every record of it in one place. */
function balance(sources: readonly Source[], files: Readonly<Record<string, Buffer>>): void {
  expect(sources).toHaveLength(Object.keys(files).length);
  for (const { path, records, accepted, repeated, rejected, skipped } of sources) {
    const sum = Object.values(skipped).reduce((total, count) => total + count, accepted + repeated + rejected);
    expect({ path, sum }).toEqual({ path, sum: records });
  }
}

const MAPPED: Mapping = {
  name: 'odd',
  kind: 'dns_lookup',
  fields: { timestamp: 'when', source_ip: 'asked by', fqdn: 'question', answer_ip: 'given' },
  constants: { query_type: 'A' },
  times: { format: '%d/%b/%Y:%H:%M:%S %z' },
};
const LINES: Mapping = {
  ...MAPPED,
  name: 'lines',
  lines: { pattern: '^\\[(?<when>[^\\]]+)\\] (?<by>\\S+) asked (?<q>\\S+): (?<given>.*)$' },
  fields: { timestamp: 'when', source_ip: 'by', fqdn: 'q', answer_ip: 'given' },
};

it('files under a mapping, damaged or not, never stop the import, and every record is in one place', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, n) => `04/Mar/2026:10:${10 + n}:00 +0000,10.0.0.${n},"a,${n}.example",10.1.0.1;x.example`,
  );
  const table = Buffer.from(`when,asked by,question,given\n${rows.join('\n')}\n`);
  const lines = Buffer.from(
    Array.from(
      { length: 20 },
      (_, n) => `[04/Mar/2026:11:${10 + n}:00 +0000] 10.0.1.${n} asked n${n}.example: 10.1.0.1, 10.1.0.2\n`,
    ).join(''),
  );
  const files: Record<string, Buffer> = { 'whole.csv': table, 'whole.log': lines };
  for (const [name, bytes] of Object.entries({ ...files }))
    for (const [index, variant] of damaged(bytes, 6).entries()) files[`damaged/${index}-${name}`] = variant;
  await withCase(
    files,
    ({ sources }) => {
      balance(sources, files);
      for (const name of ['whole.csv', 'whole.log'])
        expect(sources.find(({ path }) => path.endsWith(`/${name}`))).toMatchObject({
          records: 20,
          rejected: 0,
          kind: 'dns_lookup',
        });
    },
    { mappings: [MAPPED, LINES] },
  );
});
