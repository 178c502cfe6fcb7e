import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { EvidenceFile, RecordAdapter, SourceRecord } from '../../main/engine/adapters/adapter.ts';
import { recognise } from '../../main/engine/adapters/registry.ts';
import { readRecords } from '../../main/engine/evidence/records.ts';
import { samplesOfText } from '../../main/engine/evidence/sample.ts';
import type { Told } from './mapped.ts';

/** The path of a small file of our own: `aws-config/history.json`. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/formats/${name}`, import.meta.url));
}

/**
 * What the adapter that recognises a plain file makes of its records, read as an import reads them, also where they stand in lists within lists; without
 * a case. Throws where no adapter, or more than one, fits. `keys` are those of folders of its path.
 */
export async function mappedFile(
  path: string,
  keys: Readonly<Record<string, string>> = {},
): Promise<{ readonly format: string; readonly records: readonly Told[]; readonly assumed: readonly string[] }> {
  const [found, ...more] = recognise(samplesOfText(await readFile(path, 'utf8'), true));
  if (!found || more.length > 0) throw new Error(`Recognised as ${found?.adapter.format ?? 'nothing'} and others.`);
  const adapter = found.adapter as RecordAdapter;
  const modified = Date.UTC(2026, 2, 5) * 1000;
  const assumed = new Set<string>();
  const file: EvidenceFile = {
    path,
    key: (name) => keys[name],
    time: () => new Date(modified / 1000).toISOString(),
    modified,
    declared: {},
    sample: found.sample,
    assume: (what) => assumed.add(what),
  };
  const records: SourceRecord[] = [];
  for await (const each of readRecords(path, found.sample, { header: 0, open: false })) {
    if ('record' in each) records.push(each.record);
  }
  const opened = adapter.open(file);
  const { look, map } = typeof opened === 'function' ? { look: undefined, map: opened } : opened;
  for (const record of records) look?.(record);
  const told = records.map((record): Told => {
    const result = map(record);
    if (!('rows' in result)) return result;
    return result.rows.map(({ table, values }) => ({
      table,
      ...Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))),
    }));
  });
  return { format: adapter.format, records: told, assumed: [...assumed] };
}
