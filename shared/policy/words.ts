import type { Decision } from './decide.ts';
import { count, counted, firstFew } from '../map/words.ts';
import type { PolicyVerdict } from '../model/policy.ts';
import { frontText } from './fronts.ts';
import { portText } from './ports.ts';

/** Why the policies say so, in a sentence. */
export function whyText({ verdict, rules, byDefault, open }: Decision): string {
  const named = firstFew(rules.map(({ text }) => `“${text}”`));
  if (verdict === 'not-covered') return 'no rule speaks of it';
  if (verdict === 'allowed') return `allowed by ${named}`;
  if (verdict === 'undecided') return `cannot be told: ${firstFew(open)}`;
  return rules.length > 0
    ? `denied by ${named}`
    : `${firstFew(byDefault.map(({ name }) => name))} ${byDefault.length > 1 ? 'let' : 'lets'} in or out only what a rule allows, and none does`;
}

/** What was seen and is judged: `2 lookups, 1 failed, 3 connections on tcp 8080, behind tcp 80 of 10.96.0.10`. */
export function seenText({ ports, through, lookups, failures, connections }: PolicyVerdict): string {
  const fronts = (known: boolean) =>
    through
      .filter(({ target }) => (target !== null) === known)
      .map(({ address, ...port }) => frontText({ address, port }));
  const behind = fronts(true);
  const places = firstFew([...ports.map(portText), ...fronts(false)]);
  const failed = lookups > 0 ? `${count(failures)} failed` : counted(failures, 'failed lookup');
  return [
    ...(lookups > 0 ? [counted(lookups, 'lookup')] : []),
    ...(failures > 0 ? [failed] : []),
    ...(connections > 0
      ? [`${counted(connections, 'connection')} on ${places}${behind.length > 0 ? `, behind ${firstFew(behind)}` : ''}`]
      : []),
  ].join(', ');
}
