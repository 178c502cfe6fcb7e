import type { JsonList } from './json-scan.ts';

/**
 * A path to records in a JSON document, step by step: `Reservations[].Instances[]` (elements in elements), `items{}.instances[]` (elements in
 * the members of an object), `data` (the value itself); empty: the document is the record.
 */
export function recordPath(text: string): readonly JsonList[] {
  const steps: JsonList[] = [];
  for (const part of text.match(/[^[\]{}]*(?:\[\]|\{\})|[^[\]{}]+$/g) ?? []) {
    const of = part.endsWith('[]') ? 'elements' : part.endsWith('{}') ? 'members' : 'value';
    const keys = part
      .replace(/(\[\]|\{\})$/, '')
      .split('.')
      .filter((key) => key !== '');
    steps.push({ keys, of });
  }
  return steps.length > 0 ? steps : [{ keys: [], of: 'value' }];
}
