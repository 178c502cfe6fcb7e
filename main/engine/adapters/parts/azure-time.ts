import type { Fields } from '../../evidence/json-parse.ts';
import { text } from '../fields.ts';
import { isoText } from '../times.ts';

const LOCALE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2}:\d{2}(?:\.\d+)?) ([AP])M$/i;
const ZONELESS = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?$/;

/**
 * The time of a record of Log Analytics: `TimeGenerated`, which is UTC though some exports leave the zone out; in a CSV of the portal
 * `TimeGenerated [UTC]`, month first with AM and PM. A column in another zone is left without one, to be declared. A text of another kind as it stands.
 */
export function azureTime(fields: Fields): string | null {
  const column = Object.keys(fields).find((name) => /^TimeGenerated\b/i.test(name));
  const said = column === undefined ? null : text(fields[column]);
  if (column === undefined || said === null) return said;
  const zone = /\[/.test(column) && !/UTC/i.test(column) ? '' : 'Z';
  const found = LOCALE.exec(said);
  if (!found) return ZONELESS.test(said) ? `${said}${zone}` : said;
  const [, month, day, year, hour, rest, half] = found;
  const hours = (Number(hour) % 12) + (half?.toUpperCase() === 'P' ? 12 : 0);
  const time = `${String(hours).padStart(2, '0')}:${rest ?? ''}`;
  return `${isoText(Number(year), Number(month), Number(day), time)}${zone}`;
}
