import { nearest } from '../adapters/registry.ts';
import { isFields, parseJson } from './json-parse.ts';
import { COMMON_LISTS, type Sample } from './sample.ts';
import type { Survey } from './survey.ts';

/** Why a surveyed file cannot be read, and what to do, where no format fits it. */
export function problemOf({ damage, packing, scan, refusal }: Survey, samples: readonly Sample[]): string {
  if (refusal !== undefined) return refusal;
  if (damage !== undefined) return `The ${packing} file is damaged (${damage}). Export or copy it again.`;
  if (packing === 'empty' || (scan.lines === scan.blank && packing !== 'binary'))
    return 'The file is empty. Export it again, or leave it out.';
  if (packing === 'binary' || samples.length === 0)
    return 'The file is binary and of no format that Aftermap knows. Export it as CSV, NDJSON or Parquet.';
  return (
    errorAnswer(samples) ??
    emptyLists(samples) ??
    nearest(samples) ??
    'It fits no format that Aftermap knows. Map its columns (docs/mapping.md), compare it with what Aftermap reads (docs/formats.md), or leave it out.'
  );
}

/** What to say of an answer of a server that tells why it has no result (`status` is error, `error` says why). */
function errorAnswer([sample]: readonly Sample[]): string | undefined {
  const value = jsonOf(sample);
  if (!isFields(value) || value.status !== 'error' || typeof value.error !== 'string') return undefined;
  return `It is the answer of a query that failed (${value.error}), and holds no result. Query again, or leave it out.`;
}

function jsonOf(sample: Sample | undefined): unknown {
  try {
    return parseJson(sample?.firstLines.join('\n') ?? '');
  } catch {
    return undefined;
  }
}

/** What to say of a document of JSON whose lists, common ones or most of what it is, are all empty: no format can be told from it. */
function emptyLists([sample]: readonly Sample[]): string | undefined {
  const value = jsonOf(sample);
  if (value === undefined) return undefined;
  const parts = isFields(value) ? Object.entries(value) : [['', value] as const];
  const lists = parts.filter(([, inner]) => Array.isArray(inner));
  const isEmpty = lists.every(([, inner]) => Array.isArray(inner) && inner.length === 0);
  const isCommon = lists.some(([name]) => COMMON_LISTS.includes(name));
  if (!isEmpty || lists.length === 0 || (!isCommon && lists.length < parts.length / 3)) return undefined;
  const names = lists.map(([name]) => `“${name}”`).join(', ');
  return `It holds no records: ${names === '“”' ? 'its list is empty' : `nothing stands under ${names}`}. Check that the export was of the right account, place and time, or leave it out.`;
}
