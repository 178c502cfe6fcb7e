import { isFields, parseJson, type Fields } from '../evidence/json-parse.ts';

export { isAddress } from '../../../shared/model/address.ts';

/** The text of a plain value (text, number, true or false), or null; an empty text is null. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The first of the values that has a text. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const found = text(value);
    if (found !== null) return found;
  }
  return null;
}

/** An object, empty where the value is none. */
export function object(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** A list, empty where the value is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A list, also where it is written as JSON in a text (the cell of a table). */
export function listed(value: unknown): readonly unknown[] {
  if (typeof value !== 'string') return list(value);
  try {
    return list(parseJson(value));
  } catch {
    return [];
  }
}

/** The object at a key; of a row the one that its columns spell out (`jsonPayload.rdata`). */
export function spelled(fields: Fields, key: string): Fields {
  if (key in fields) return object(fields[key]);
  const inner = Object.entries(fields).filter(([name]) => name.startsWith(`${key}.`));
  return Object.fromEntries(inner.map(([name, value]) => [name.slice(key.length + 1), value]));
}

/** The objects of a list. */
export function objects(value: unknown): readonly Fields[] {
  return list(value).filter(isFields);
}

/** The texts of a list. */
export function texts(value: unknown): readonly string[] {
  return list(value)
    .map(text)
    .filter((each) => each !== null);
}

/** What stands at a path of keys, e.g. `at(pod, 'status.podIP')`; a key with dots of its own is tried first. */
export function at(fields: Fields, path: string): unknown {
  if (path in fields) return fields[path];
  const dot = path.indexOf('.');
  if (dot === -1) return undefined;
  const inner = fields[path.slice(0, dot)];
  return isFields(inner) ? at(inner, path.slice(dot + 1)) : undefined;
}
