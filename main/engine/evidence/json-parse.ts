/** An object of a JSON export. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value of a JSON text. Whole numbers of 16 digits and more arrive as text: a JavaScript number would change them, and they are ids. Throws what JSON.parse throws. */
export function parseJson(text: string): unknown {
  return JSON.parse(
    /\d{16}/.test(text) ? text.replace(LONG, (found) => (found.startsWith('"') ? found : `"${found}"`)) : text,
  );
}

/** Strings, to be passed over, and the long whole numbers between them. */
const LONG = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** The object of a JSON text, or why there is none. */
export function parseObject(text: string): Fields | string {
  try {
    const value = parseJson(text);
    return isFields(value) ? value : 'it is not a JSON object';
  } catch (error) {
    return `it is not JSON (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** As parseObject; a hit of Elasticsearch is what was indexed (`_source`), and a list of names with values (`[{"field": …, "value": …}, …]`, CloudWatch Insights) is the object that it spells out. */
export function parseRecord(text: string): Fields | string {
  if (!text.startsWith('[')) {
    const fields = parseObject(text);
    return typeof fields !== 'string' && '_index' in fields && isFields(fields._source) ? fields._source : fields;
  }
  const list = parseObject(`{"pairs":${text}}`);
  const pairs = typeof list !== 'string' && Array.isArray(list.pairs) ? (list.pairs as readonly unknown[]) : [];
  if (pairs.length === 0 || !pairs.every(isPair)) return parseObject(text);
  return Object.fromEntries(pairs.map(({ field, value }) => [field, value]));
}

function isPair(value: unknown): value is { readonly field: string; readonly value: unknown } {
  return isFields(value) && typeof value.field === 'string' && 'value' in value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
