import { isMap, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { Service } from '../model/map.ts';
import type { RegionRule } from '../model/regions.ts';
import { AftermapError } from '../failure.ts';
import { nearest } from '../map/nearest.ts';
import { exceptionOf } from './parse-exception.ts';
import { isCalled } from './rule.ts';
import { textOf, textsOf, type Refuse } from './yaml-text.ts';

interface Wrong {
  readonly what: string;
  readonly remedy: string;
}

type Named = Pick<Service, 'id' | 'name'>;

const EXAMPLE = 'A rule looks like this: { name: data stays in the US, services: [Checkout], allow: [US*] }';
const PARTS = 'Its parts are name, services, data_classes, tenants, allow, forbid and exceptions.';
const LISTS: Readonly<Record<string, 'services' | 'dataClasses' | 'tenants' | 'allow' | 'forbid'>> = {
  services: 'services',
  data_classes: 'dataClasses',
  data_class: 'dataClasses',
  tenants: 'tenants',
  tenant: 'tenants',
  allow: 'allow',
  forbid: 'forbid',
};

/**
 * The rules of a YAML text: a list `rules`, each with `name`, `allow` and / or `forbid` (region patterns), which services it
 * governs (`services`, `data_classes`, `tenants`; all where left out) and `exceptions`. A list of one may be written as plain text.
 * @param known the services that a rule may name; any where left out
 * @throws AftermapError `usage` with the file, and of all that is wrong the line and what to write instead.
 */
export function parseRules(text: string, file: string, known?: readonly Named[]): RegionRule[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const wrong: Wrong[] = [];
  const note = (offset: number, what: string, remedy: string) => {
    wrong.push({ what: `${file}, line ${lines.linePos(offset).line}: ${what}`, remedy });
  };
  for (const { pos, message } of document.errors)
    note(pos[0], `${firstLine(message)}.`, 'Correct the YAML; lists and keys need even indentation.');
  const refuse: Refuse = (node, what, remedy) => {
    note((node as Node | null)?.range?.[0] ?? 0, what, remedy);
  };
  const rules = wrong.length > 0 ? [] : rulesOf(document.contents, refuse, known);
  const [first, ...more] = wrong;
  if (!first) return rules;
  if (more.length === 0) throw new AftermapError('usage', first.what, first.remedy);
  throw new AftermapError(
    'usage',
    wrong.map(({ what, remedy }) => `${what} ${remedy}`).join('\n'),
    `Correct these ${wrong.length} places and read the rules again.`,
  );
}

function rulesOf(root: unknown, refuse: Refuse, known: readonly Named[] | undefined): RegionRule[] {
  const nothing = (...wrong: Parameters<Refuse>) => {
    refuse(...wrong);
    return [];
  };
  if (!isMap(root)) return nothing(root, 'the file holds no rules.', 'Begin with “rules:” and a list of rules.');
  for (const { key } of root.items)
    if (textOf(key) !== 'rules') refuse(key, `“${textOf(key)}” is not known here.`, 'Only “rules:” is.');
  const list = root.get('rules', true);
  if (!isSeq(list)) return nothing(list ?? root, '“rules” is not a list.', EXAMPLE);
  if (list.items.length === 0) return nothing(list, 'the list of rules is empty.', EXAMPLE);
  const seen = new Set<string>();
  return list.items.flatMap((item) => {
    if (!isMap(item)) return nothing(item, 'a rule must have named parts.', EXAMPLE);
    const rule = ruleOf(item, refuse, known);
    if (rule.name !== '' && seen.has(rule.name))
      refuse(item, `there are two rules “${rule.name}”.`, 'Give each rule a name of its own.');
    seen.add(rule.name);
    return rule;
  });
}

function ruleOf(item: YAMLMap, refuse: Refuse, known: readonly Named[] | undefined): RegionRule {
  const parts: { -readonly [K in Exclude<keyof RegionRule, 'name'>]?: RegionRule[K] } = {};
  let name = '';
  for (const { key, value } of item.items) {
    const said = textOf(key) ?? '';
    const list = LISTS[said];
    if (list) {
      parts[list] = textsOf(value, said, refuse);
      if (list === 'services' && known)
        for (const one of isSeq(value) ? value.items : [value]) refuseUnknown(one, refuse, known);
    } else if (said === 'name') name = textOf(value)?.trim() ?? '';
    else if (said === 'exceptions')
      parts.exceptions = (isSeq(value) ? value.items : [value]).flatMap(
        (exception) => exceptionOf(exception, refuse) ?? [],
      );
    else refuse(key, `a rule has no part “${said}”.`, PARTS);
  }
  if (name === '') refuse(item, 'a rule has no name.', 'Add “name:” with a few words; findings are reported under it.');
  else if (!parts.allow && !parts.forbid)
    refuse(item, `rule “${name}” neither allows nor forbids a region.`, 'Add “allow:” or “forbid:”.');
  return { name, ...parts };
}

/** A service that the case does not know is a slip of the pen: a rule about nothing would look kept. */
function refuseUnknown(node: unknown, refuse: Refuse, known: readonly Named[]): void {
  const pattern = textOf(node)?.trim() ?? '';
  if (known.some((service) => isCalled(service, pattern))) return;
  const near = nearest(
    pattern,
    known.map(({ name }) => name),
  );
  const remedy =
    near.length > 0
      ? `Did you mean ${near.map((name) => `“${name}”`).join(', ')}?`
      : 'Write the service as its id or its name in the service tree, or with * for any text.';
  refuse(node, `the case knows no service “${pattern}”.`, remedy);
}

function firstLine(message: string): string {
  return message.split(/ at line \d+|\n/)[0] ?? message;
}
