import { isScalar, isSeq } from 'yaml';

/** Stops the reading of a file at a place in it: what is wrong there and what to write instead. */
export type Refuse = (node: unknown, what: string, remedy: string) => never;

/** The texts of a list, or of a single text. */
export function textsOf(value: unknown, part: string, refuse: Refuse): string[] {
  const items = isSeq(value) ? value.items : [value];
  return items.map((item) => {
    const text = textOf(item)?.trim();
    return text ? text : refuse(item, `“${part}” must list texts.`, `Write it like this: ${part}: [one, two]`);
  });
}

/** The text of a scalar, as it was written where it is a number or the like. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}
