/** The first values that stand at each path of a JSON text: `items[].kind` → Pod, Service. Containers are paths too, without values. */
export type Outline = ReadonlyMap<string, readonly string[]>;

const MOST_VALUES = 8;
const LONGEST = 200;
const DEEPEST = 12;

const SPACE = /\s*/y;
const STRING = /"((?:[^"\\]|\\.)*)"/y;
const SCALAR = /[^\s,\]}"{[:]+/y;

/**
 * What is where in the beginning of a JSON text (one value, several, or an array of them; the array at the top gives no path). The text may
 * break off anywhere. Undefined where it is not JSON.
 */
export function outlineOf(text: string): Outline | undefined {
  const outline = new Map<string, string[]>();
  const levels: { readonly path: string; readonly list: boolean; key: string | undefined }[] = [];
  let at = 0;
  let topArray = false;
  let values = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const see = (path: string, value?: string) => {
    let seen = outline.get(path);
    if (!seen) outline.set(path, (seen = []));
    if (value !== undefined && seen.length < MOST_VALUES && !seen.includes(value)) seen.push(value.slice(0, LONGEST));
  };

  for (;;) {
    match(SPACE);
    if (at >= text.length) break;
    const level = levels.at(-1);
    const mark = text[at];
    const path = !level ? '' : level.list ? `${level.path}[]` : [level.path, level.key].filter(Boolean).join('.');
    if (mark === ',' || mark === ':') {
      at += 1;
    } else if (mark === '}' || mark === ']') {
      at += 1;
      if (level) {
        if ((mark === ']') !== level.list) return undefined;
        levels.pop();
        const outer = levels.at(-1);
        if (outer) outer.key = undefined;
      } else if (mark === ']' && topArray) topArray = false;
      else return undefined;
    } else if (mark === '{' || mark === '[') {
      at += 1;
      if (!level && mark === '[' && !topArray) {
        topArray = true;
        continue;
      }
      if (level && !level.list && level.key === undefined) return undefined;
      values += 1;
      if (path !== '') see(path);
      levels.push({ path, list: mark === '[', key: undefined });
    } else if (mark === '"') {
      const found = match(STRING);
      if (!found) break;
      if (level && !level.list && level.key === undefined) level.key = unescaped(found[1] ?? '');
      else {
        if (levels.length <= DEEPEST) see(path, unescaped(found[1] ?? ''));
        if (level) level.key = undefined;
      }
    } else {
      const found = match(SCALAR);
      const complete = at < text.length;
      if (!found || (level && !level.list && level.key === undefined)) return undefined;
      if (complete && !/^(true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/.test(found[0])) return undefined;
      if (!level && !topArray) return undefined;
      if (found[0] !== 'null') see(path, found[0]);
      else see(path);
      if (level) level.key = undefined;
    }
  }
  return values > 0 ? outline : undefined;
}

/** What stands below a path, as if it were all of the text. */
export function outlineBelow(outline: Outline, path: string): Outline {
  if (path === '') return outline;
  return new Map(
    [...outline]
      .filter(([each]) => each.startsWith(`${path}.`))
      .map(([each, values]) => [each.slice(path.length + 1), values]),
  );
}

function unescaped(text: string): string {
  try {
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  } catch {
    return text;
  }
}
