import { counted } from '../../map/words.ts';
import { ATTRIBUTE_WORDS } from '../../policy/attribute-words.ts';
import type { AttributeValue } from '../../policy/only-map.ts';
import { wrapped } from './table.ts';

/** That a map holds some services alone, in a sentence. */
export function onlyText(where: readonly AttributeValue[], services: number): string {
  const values = where.map(({ by, value }) => `${ATTRIBUTE_WORDS[by]} ${value}`).join(' and ');
  const sentence = `Only dependencies with an end of ${values} (${counted(services, 'service')}); the other ends keep their names.`;
  return `${wrapped(sentence, '  ')}\n`;
}
