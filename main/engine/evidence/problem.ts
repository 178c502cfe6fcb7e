import { nearest } from '../adapters/registry.ts';
import type { Sample } from './sample.ts';
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
    nearest(samples) ??
    'It fits no format that Aftermap knows. Map its columns (docs/mapping.md), compare it with what Aftermap reads (docs/formats.md), or leave it out.'
  );
}
