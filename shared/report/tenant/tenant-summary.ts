import type { CaseSummary } from '../../api.ts';
import { counted } from '../../map/words.ts';
import type { Source } from '../../model/evidence.ts';
import type { TenantBorder } from '../../policy/tenant-map.ts';
import { fileName, leftOut, type Kept } from './fold.ts';

/**
 * The case as a tenant may see it: every file with its hash and counts, called by its number, and the balance of all records, which names
 * nobody. What quotes names or records is left out: names of files, the case's own, reasons, remarks.
 */
export function tenantSummary(summary: CaseSummary, { isOwn, others }: TenantBorder): Kept<CaseSummary> {
  const { sources, services, remarks, records } = summary;
  const assumed = sources.reduce((sum, source) => sum + source.assumed.length, 0);
  return {
    kept: {
      ...summary,
      path: summary.digest,
      name: summary.digest,
      sources: sources.map(sourceFor),
      services: [...services.filter(({ id }) => isOwn(id)), ...others.map((id) => ({ id, name: id }))],
      remarks: [],
    },
    leftOut: [
      ...leftOut(
        sources.length,
        (n) =>
          `Evidence: names of the case and of ${n === 1 ? 'its file' : `its ${n} files`}; a file is called by its number and known by its SHA-256.`,
      ),
      ...leftOut(
        records.rejected + records.skipped,
        (n) =>
          `Evidence: why ${counted(n, 'record')} ${n === 1 ? 'was' : 'were'} rejected or skipped; the numbers are given.`,
      ),
      ...leftOut(
        assumed + remarks.length,
        (n) => `Evidence: ${counted(n, 'remark')} on what was assumed or is not certain in the case.`,
      ),
    ],
  };
}

function sourceFor(source: Source): Source {
  const skipped = Object.values(source.skipped).reduce((sum, records) => sum + records, 0);
  return {
    ...source,
    path: fileName(source.id),
    format: source.format.startsWith('mapped:') ? 'mapped' : source.format,
    assumed: [],
    skipped: skipped > 0 ? { skipped } : {},
    rejects: [],
    problem: source.problem === null ? null : 'it could not be read',
    couldBe: [],
    sameAs: source.sameAs === null ? null : 'another file',
  };
}
