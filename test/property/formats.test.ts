import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Source } from '../../shared/model/evidence.ts';
import type { Mapping } from '../../shared/model/mapping.ts';
import { exportAdapters } from '../../main/engine/adapters/registry.ts';
import { withCase } from '../engine-kit/with-case.ts';

/** Each format's own small files: a folder a format. */
const folder = fileURLToPath(new URL('../fixtures/formats/', import.meta.url));

/** A file as it might reach an investigator: cut off, with bytes changed, with a piece twice, as one line, or with CRLF. */
function damaged(bytes: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat({ max: Math.max(0, bytes.length - 1) });
  return fc.oneof(
    place.map((at) => bytes.subarray(0, at)),
    fc
      .tuple(place, fc.constantFrom(0, 0x22, 0x7b, 0x5d, 0x2c, 0x0a, 0xff))
      .map(([at, byte]) => Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at + 1)])),
    fc
      .tuple(place, place)
      .map(([a, b]) => Buffer.concat([bytes.subarray(0, Math.max(a, b)), bytes.subarray(Math.min(a, b))])),
    fc.constant(Buffer.from(bytes.toString('latin1').replaceAll('\n', ' '), 'latin1')),
    fc.constant(Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')),
  );
}

/** Formats are read together, so many to a case: building a case costs more than reading a small file. */
const TOGETHER = 9;
const formats = [...new Set(exportAdapters.map(({ format }) => format))];
const groups = Array.from({ length: Math.ceil(formats.length / TOGETHER) }, (_, n) =>
  formats.slice(n * TOGETHER, (n + 1) * TOGETHER),
);

describe('files of every format', () => {
  it.each(groups.map((group) => [group.join(', '), group] as const))(
    'are known for what they are; damaged ones never stop the import, and every record is in one place: %s',
    async (_, group) => {
      const files: Record<string, Buffer> = {};
      const whole = new Map<string, string>();
      for (const format of group) {
        expect(existsSync(`${folder}${format}`), `test/fixtures/formats/${format} holds at least one file`).toBe(true);
        for (const name of await readdir(`${folder}${format}`)) {
          const bytes = await readFile(`${folder}${format}/${name}`);
          files[`whole/${format}/${name}`] = bytes;
          whole.set(`whole/${format}/${name}`, format);
          for (const [index, variant] of fc.sample(damaged(bytes), { numRuns: 4, seed: 20_260_304 }).entries()) {
            if (variant.length > 0) files[`damaged/${format}/${index}-${name}`] = variant;
          }
        }
      }
      // A build that does not balance fails the import.
      await withCase(files, ({ sources }) => {
        expect(sources).toHaveLength(Object.keys(files).length);
        sources.forEach(expectBalanced);
        for (const [path, format] of whole) {
          const source = sources.find((one) => one.path.endsWith(path));
          expect(source, path).toMatchObject({ format, rejected: 0, problem: null });
          expect((source?.accepted ?? 0) + (source?.repeated ?? 0), path).toBeGreaterThan(0);
        }
      });
    },
  );
});

/** Every record of a source is in exactly one place. */
function expectBalanced({ path, records, accepted, repeated, rejected, skipped }: Source): void {
  const sum = Object.values(skipped).reduce((total, count) => total + count, accepted + repeated + rejected);
  expect({ path, sum }).toEqual({ path, sum: records });
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
    for (const [index, variant] of fc.sample(damaged(bytes), { numRuns: 12, seed: 20_260_304 }).entries())
      if (variant.length > 0) files[`damaged/${index}-${name}`] = variant;
  await withCase(
    files,
    ({ sources }) => {
      expect(sources).toHaveLength(Object.keys(files).length);
      sources.forEach(expectBalanced);
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
