import { isMap, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { RegionRule } from '../model/regions.ts';
import { AftermapError } from '../failure.ts';
import { exceptionOf } from './parse-exception.ts';
import { textOf, textsOf, type Refuse } from './yaml-text.ts';

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
 * @throws AftermapError `usage` with the file, the line and what to write instead.
 */
export function parseRules(text: string, file: string): RegionRule[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const stop = (offset: number, what: string, remedy: string): never => {
    throw new AftermapError('usage', `${file}, line ${lines.linePos(offset).line}: ${what}`, remedy);
  };
  const refuse: Refuse = (node, what, remedy) => stop((node as Node | null)?.range?.[0] ?? 0, what, remedy);
  const broken = document.errors[0];
  if (broken)
    stop(broken.pos[0], `${firstLine(broken.message)}.`, 'Correct the YAML; lists and keys need even indentation.');

  const root = document.contents;
  if (!isMap(root)) return refuse(root, 'the file holds no rules.', 'Begin with “rules:” and a list of rules.');
  const unknown = root.items.find(({ key }) => textOf(key) !== 'rules');
  if (unknown) refuse(unknown.key, `“${textOf(unknown.key)}” is not known here.`, 'Only “rules:” is.');
  const list = root.get('rules', true);
  if (!isSeq(list)) return refuse(list ?? root, '“rules” is not a list.', EXAMPLE);
  const seen = new Set<string>();
  return list.items.map((item) => {
    if (!isMap(item)) return refuse(item, 'a rule must have named parts.', EXAMPLE);
    const rule = ruleOf(item, refuse);
    if (seen.has(rule.name)) refuse(item, `there are two rules “${rule.name}”.`, 'Give each rule a name of its own.');
    seen.add(rule.name);
    return rule;
  });
}

function ruleOf(item: YAMLMap, refuse: Refuse): RegionRule {
  const parts: { -readonly [K in Exclude<keyof RegionRule, 'name'>]?: RegionRule[K] } = {};
  let name = '';
  for (const { key, value } of item.items) {
    const said = textOf(key) ?? '';
    const list = LISTS[said];
    if (list) parts[list] = textsOf(value, said, refuse);
    else if (said === 'name') name = textOf(value)?.trim() ?? '';
    else if (said === 'exceptions')
      parts.exceptions = (isSeq(value) ? value.items : [value]).map((exception) => exceptionOf(exception, refuse));
    else refuse(key, `a rule has no part “${said}”.`, PARTS);
  }
  if (name === '') refuse(item, 'a rule has no name.', 'Add “name:” with a few words; findings are reported under it.');
  if (!parts.allow && !parts.forbid)
    refuse(item, `rule “${name}” neither allows nor forbids a region.`, 'Add “allow:” or “forbid:”.');
  return { name, ...parts };
}

function firstLine(message: string): string {
  return message.split(/ at line \d+|\n/)[0] ?? message;
}
