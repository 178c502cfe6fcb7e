/** Markup that is safe to put into a document as it is. */
export type Markup = { readonly markup: string };

type Part = string | number | Markup | null | readonly Part[];

/** A template of markup: every text put into it is escaped, markup is kept, lists are joined, null is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: texts.reduce((whole, text, at) => `${whole}${render(parts[at - 1] ?? null)}${text}`) };
}

/** Markup of our own making, e.g. a style sheet, taken as it is. */
export function trusted(markup: string): Markup {
  return { markup };
}

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part !== 'object') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(render).join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
