import { isMap } from 'yaml';
import type { RegionException } from '../model/regions.ts';
import { fromIso, HOUR, type Micros } from '../model/time.ts';
import { textOf, textsOf, type Refuse } from './yaml-text.ts';

const EXAMPLE =
  'An exception looks like this: { services: [Directory], regions: [Europe*], until: 2026-06-30, reason: moving }';

/** An exception of a rule. A day as `until` is the last on which it holds (UTC); an instant is the first at which it does not. */
export function exceptionOf(item: unknown, refuse: Refuse): RegionException | undefined {
  if (!isMap(item)) {
    refuse(item, 'an exception must have named parts.', EXAMPLE);
    return undefined;
  }
  const parts: { services?: string[]; regions?: string[] } = {};
  let until: Micros | undefined;
  let ends = false;
  let reason = '';
  for (const { key, value } of item.items) {
    const said = textOf(key) ?? '';
    if (said === 'services' || said === 'regions') parts[said] = textsOf(value, said, refuse);
    else if (said === 'until') {
      ends = true;
      until = endOf(textOf(value) ?? '');
      if (until === undefined) refuse(value, '“until” is no day.', EXAMPLE);
    } else if (said === 'reason') reason = textOf(value)?.trim() ?? '';
    else refuse(key, `an exception has no part “${said}”.`, 'Its parts are services, regions, until and reason.');
  }
  if (!parts.services && !parts.regions)
    refuse(item, 'an exception names neither services nor regions.', 'Add “services:”, “regions:” or both.');
  if (!ends) refuse(item, 'an exception has no end.', 'Add “until:” with the last day on which it holds.');
  if (reason === '') refuse(item, 'an exception has no reason.', 'Add “reason:”, so that it can be defended.');
  return until === undefined ? undefined : { ...parts, until, reason };
}

function endOf(text: string): Micros | undefined {
  const at = fromIso(text);
  return at !== undefined && /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? at + 24 * HOUR : at;
}
