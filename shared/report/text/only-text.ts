import { counted } from '../../map/words.ts';
import { ATTRIBUTE_WORDS } from '../../policy/attribute-words.ts';
import type { AttributeValue } from '../../policy/only-map.ts';
import { wrapped } from './table.ts';

/** That a map holds some services alone, in a sentence. */
export function onlyText(where: readonly AttributeValue[], services: number): string {
  const values = where.map(({ by, value }) => `${ATTRIBUTE_WORDS[by]} ${value}`).join(' and ');
  const sentence = `Only ${values} (${counted(services, 'service')}), and whom its services depend on or serve.`;
  return `${wrapped(sentence, '  ')}\n`;
}
