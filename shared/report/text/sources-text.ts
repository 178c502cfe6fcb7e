import type { Source } from '../../model/evidence.ts';
import { count } from '../../map/words.ts';
import { declarationWords } from '../declaration-words.ts';
import { isWithoutRecords, NO_RECORDS } from '../no-records.ts';
import { shortPaths } from '../short-paths.ts';
import { textTable, wrapped } from './table.ts';

/** What was read, for people: a line for each source, then what was assumed, skipped and rejected. */
export function sourcesText(sources: readonly Source[]): string {
  const skippedOf = ({ skipped }: Source) => Object.values(skipped).reduce((sum, records) => sum + records, 0);
  const names = shortPaths(sources.map(({ path }) => path));
  const rows = sources.map((source) => [
    names.get(source.path) ?? source.path,
    source.format,
    count(source.records),
    count(source.accepted),
    count(source.repeated),
    count(source.rejected),
    count(skippedOf(source)),
    source.sha256.slice(0, 8),
  ]);
  const numbers = ['records', 'accepted', 'repeated', 'rejected', 'skipped'].map((head) => ({ head, right: true }));
  const notes = sources.flatMap((source) => [
    ...(source.problem === null ? [] : [`${source.path}: ${source.problem}`]),
    ...(isWithoutRecords(source) ? [`${source.path}: ${NO_RECORDS}`] : []),
    ...(source.sameAs === null ? [] : [`${source.path}: the same bytes as ${source.sameAs}, already in the case`]),
    ...declarationWords(source.declared).map((declared) => `${source.path}: declared ${declared}`),
    ...source.assumed.map((assumed) => `${source.path}: assumed ${assumed}`),
    ...(source.problem === null ? Object.entries(source.skipped) : []).map(
      ([reason, records]) => `${source.path}: ${count(records)} skipped, ${reason}`,
    ),
    ...source.rejects.map(({ line, reason }) => `${source.path}, line ${line}: ${reason}`),
  ]);
  const table = textTable(
    [{ head: 'source', max: 30 }, { head: 'format', max: 24 }, ...numbers, { head: 'sha256' }],
    rows,
  );
  return [table, ...(notes.length > 0 ? [''] : []), ...notes.map((note) => wrapped(note, '  ')), ''].join('\n');
}
