import { isScalar, isSeq } from 'yaml';

/** Notes a place in a file: what is wrong there and what to write instead. The reading goes on, so that all is told at once. */
export type Refuse = (node: unknown, what: string, remedy: string) => void;

/** The texts of a list, or of a single text. */
export function textsOf(value: unknown, part: string, refuse: Refuse): string[] {
  const items = isSeq(value) ? value.items : [value];
  return items.flatMap((item) => {
    const text = textOf(item)?.trim();
    if (text) return [text];
    refuse(item, `“${part}” must list texts.`, `Write it like this: ${part}: [one, two]`);
    return [];
  });
}

/** The text of a scalar, as it was written where it is a number or the like. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}
