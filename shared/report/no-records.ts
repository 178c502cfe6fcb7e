import { firstFew } from '../map/words.ts';
import type { Source } from '../model/evidence.ts';
import { shortPaths } from './short-paths.ts';

/** What is said of a source that was read and holds no record: an export that went wrong may look like a quiet time. */
export const NO_RECORDS = 'holds no records; check that the export was of the right time and place';

/** Whether a source was read and holds no record. */
export function isWithoutRecords({ problem, sameAs, records }: Source): boolean {
  return problem === null && sameAs === null && records === 0;
}

/** Which sources of a case hold no records, for the completeness line; nothing where none does. */
export function withoutRecordsText(sources: readonly Source[]): readonly string[] {
  const names = shortPaths(sources.map(({ path }) => path));
  const found = sources.filter(isWithoutRecords).map(({ path }) => names.get(path) ?? path);
  return found.length > 0
    ? [`No records in ${firstFew(found)}: check that the export was of the right time and place`]
    : [];
}
