import type { Declaration, Source, TimeFinding } from '../model/evidence.ts';
import { counted } from '../map/words.ts';
import { toIso } from '../model/time.ts';

/** What was declared of the times of a source, a phrase for each part: `zone Europe/Berlin`, `3 s added to each time`. */
export function declarationWords(declared: Declaration): readonly string[] {
  const { zone, utcIsLocal, year, dateOrder, skew, at } = declared;
  return [
    zone === undefined ? '' : utcIsLocal ? `times that say UTC are local times of ${zone}` : `zone ${zone}`,
    year === undefined ? '' : `year ${year}`,
    dateOrder === undefined ? '' : dateOrder === 'day-month' ? 'dates day first' : 'dates month first',
    skew ? `${Math.abs(skew)} s ${skew > 0 ? 'added to' : 'taken from'} each time` : '',
    at === undefined ? '' : `time ${toIso(at)} of records without one`,
  ].filter((part) => part !== '');
}

/** What was found of the clocks of two sources, in a sentence. */
export function findingWords(
  { source, other, what, told, seen, offset }: TimeFinding,
  sources: readonly Source[],
): string {
  const nameOf = (id: number) =>
    sources
      .find((each) => each.id === id)
      ?.path.split(/[\\/!]/)
      .at(-1) ?? `source ${id}`;
  const seconds = Math.abs(offset) / 1e6;
  const apart = seconds >= 600 ? `${Math.round(seconds / 36) / 100} h` : `${Math.round(seconds * 1000) / 1000} s`;
  const cause = what === 'zone' ? 'as local times would that are taken for UTC' : 'so that one of the clocks is off';
  if (told === 'span')
    return `All ${counted(seen, 'record')} of ${nameOf(source)} lie outside the time of the DNS logs, and would lie within it ${apart} ${offset < 0 ? 'later' : 'earlier'}, ${cause}.`;
  const way = `${apart} ${offset < 0 ? 'before' : 'after'} those of ${nameOf(other)}`;
  const shown =
    told === 'lookups'
      ? `${counted(seen, 'lookup')} that both record`
      : `${counted(seen, 'machine')} asked while the inventory says that they were not there`;
  return `The times of ${nameOf(source)} lie ${way} (${shown}), ${cause}.`;
}
