/** The fields of a text with quotes; `open` where a quote is not closed, `stray` where text follows a closed one. A quote inside an unquoted field is a character like others. */
export function splitQuoted(text: string, delimiter: string): string[] | 'open' | 'stray' {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let field = '';
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote === -1) return 'open';
        field += text.slice(from, quote);
        if (text[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        field += '"';
        from = quote + 2;
      }
      fields.push(field);
      if (at < text.length && !text.startsWith(delimiter, at)) return 'stray';
    } else {
      const end = text.indexOf(delimiter, at);
      const field = text.slice(at, end === -1 ? text.length : end);
      fields.push(field);
      at = end === -1 ? text.length : end;
    }
    if (at >= text.length) return fields;
    at += delimiter.length;
    if (at === text.length) return [...fields, ''];
  }
}
