import type { Declaration } from '../model/evidence.ts';
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
