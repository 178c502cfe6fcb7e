import { count, counted } from '../../map/words.ts';
import type { MappingTrial } from '../../model/mapping.ts';
import { textTable, wrapped } from './table.ts';

/** What a mapping yields of a file, for people: the sums, the first rows, why records fail. */
export function trialText(trial: MappingTrial): string {
  const { records, taken, rejected, skipped, partial, reasons, skips, assumed, columns, rows } = trial;
  const sums = `${partial ? 'Of the first' : 'Of'} ${counted(records, 'record')}: ${count(taken)} taken, ${count(rejected)} fail, ${count(skipped)} skipped.`;
  const first = rows.filter(({ reason }) => reason === null).slice(0, 10);
  const table =
    first.length === 0
      ? []
      : [
          textTable(
            [{ head: 'line', right: true }, ...columns.map((head) => ({ head, max: 30 }))],
            first.map(({ line, cells }) => [String(line), ...cells.map((cell) => cell ?? '')]),
          ),
          '',
        ];
  const notes = [
    ...reasons.map(
      ({ reason, records: failed, line }) => `${counted(failed, 'record')} fail, first in line ${line}: ${reason}`,
    ),
    ...Object.entries(skips).map(([reason, n]) => `${counted(n, 'record')} skipped: ${reason}`),
    ...assumed.map((what) => `assumed ${what}`),
  ];
  return [sums, '', ...table, ...notes.map((note) => wrapped(note, '  ')), ''].join('\n');
}
