import { readFileSync } from 'node:fs';
import type { ImportOptions } from '../../shared/api.ts';
import type { EvidenceFile, SourceRecord } from '../../main/engine/adapters/adapter.ts';
import { recognise } from '../../main/engine/adapters/registry.ts';
import { samplesOfText } from '../../main/engine/evidence/sample.ts';

/** What an adapter made of a record: the rows with their table and without empty values, or why there are none. */
export type Told =
  readonly Readonly<Record<string, string>>[] | { readonly skip: string } | { readonly reject: string };

/**
 * What the adapter that recognises a text makes of its first records, mapped one by one as an import does, without a case. Throws where
 * no adapter, or more than one, fits.
 */
export function mapped(
  text: string,
  declared: ImportOptions = {},
  modified = Date.UTC(2026, 2, 5) * 1000,
): { readonly format: string; readonly records: readonly Told[]; readonly assumed: readonly string[] } {
  const found = recognise(samplesOfText(text, true), declared);
  const [first] = found;
  if (!first || found.length > 1 || (first.adapter.reads !== 'objects' && first.adapter.reads !== 'lines'))
    throw new Error(`Recognised as ${found.map(({ adapter }) => adapter.format).join(', ') || 'nothing'}.`);
  const { sample } = first;
  const assumed = new Set<string>();
  const file: EvidenceFile = {
    path: 'file',
    key: () => undefined,
    time: () => new Date((declared.at ?? modified) / 1000).toISOString(),
    modified,
    declared,
    sample,
    assume: (what) => assumed.add(what),
  };
  const opened = first.adapter.open(file);
  const { look, map } = typeof opened === 'function' ? { look: undefined, map: opened } : opened;
  const plain = { within: [], key: undefined, time: undefined, bytes: new Uint8Array() };
  const records: readonly SourceRecord[] =
    first.adapter.reads === 'objects'
      ? sample.records.map((fields, index) => ({ ...plain, line: index + 1, fields, text: JSON.stringify(fields) }))
      : sample.firstLines.map((line, index) => ({ ...plain, line: index + 1, fields: {}, text: line }));
  if (look) for (const record of records) look(record);
  const told = records.map((record): Told => {
    const result = map(record);
    if (!('rows' in result)) return result;
    return result.rows.map(({ table, values }) => ({ table, ...withoutEmpty(values) }));
  });
  return { format: first.adapter.format, records: told, assumed: [...assumed] };
}

function withoutEmpty(values: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The text of a small file of our own: `fixture('zeek-dns/dns.log')`. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/formats/${name}`, import.meta.url), 'utf8');
}
