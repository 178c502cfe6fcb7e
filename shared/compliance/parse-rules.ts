import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { RegionRule } from '../model/regions.ts';
import { AftermapError } from '../failure.ts';

const EXAMPLE = 'A rule looks like this: { name: data stays in the US, services: [Checkout], allow: [US*] }';
const LISTS = ['services', 'allow', 'forbid'] as const;

type Refuse = (node: unknown, what: string, remedy: string) => never;

/**
 * The rules of a YAML text: a list `rules`, each with `name`, `allow` and / or `forbid` (region patterns) and
 * `services` (all where left out). A list of one may be written as plain text.
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
  if (broken) stop(broken.pos[0], firstLine(broken.message), 'Correct the YAML; lists and keys need even indentation.');

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
  const lists: { -readonly [K in (typeof LISTS)[number]]?: string[] } = {};
  let name = '';
  for (const { key, value } of item.items) {
    const part = LISTS.find((known) => known === textOf(key));
    if (part) lists[part] = textsOf(value, part, refuse);
    else if (textOf(key) === 'name') name = textOf(value)?.trim() ?? '';
    else refuse(key, `a rule has no part “${textOf(key)}”.`, 'Its parts are name, services, allow and forbid.');
  }
  if (name === '') refuse(item, 'a rule has no name.', 'Add “name:” with a few words; findings are reported under it.');
  if (!lists.allow && !lists.forbid)
    refuse(item, `rule “${name}” neither allows nor forbids a region.`, 'Add “allow:” or “forbid:”.');
  return { name, ...lists };
}

function textsOf(value: unknown, part: string, refuse: Refuse): string[] {
  const items = isSeq(value) ? value.items : [value];
  return items.map((item) => {
    const text = textOf(item)?.trim();
    return text ? text : refuse(item, `“${part}” must list texts.`, `Write it like this: ${part}: [one, two]`);
  });
}

/** The text of a scalar, as it was written where it is a number or the like. */
function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

function firstLine(message: string): string {
  return message.split(/ at line \d+|\n/)[0] ?? message;
}
