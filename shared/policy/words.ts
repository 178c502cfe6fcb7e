import type { Decision } from './decide.ts';
import { firstFew } from '../map/words.ts';

/** Why the policies say so, in a sentence. */
export function whyText({ verdict, rules, byDefault, open }: Decision): string {
  const named = firstFew(rules.map(({ text }) => `“${text}”`));
  if (verdict === 'not-covered') return 'no rule speaks of it';
  if (verdict === 'allowed') return `allowed by ${named}`;
  if (verdict === 'undecided') return `cannot be told: ${firstFew(open)}`;
  return rules.length > 0
    ? `denied by ${named}`
    : `${firstFew(byDefault.map(({ name }) => name))} lets in or out only what a rule allows, and none does`;
}
