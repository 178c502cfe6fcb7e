/** How alike the name of a column is to words for a field: 1 the first of them, a trifle less the others, 0 nothing in common. */
export function similarity(column: string, words: readonly string[]): number {
  const own = wordsOf(column);
  const last = wordsOf(column.split('.').at(-1) ?? column);
  return Math.max(
    0,
    ...words.map((word, place) => {
      const wanted = wordsOf(word);
      if (same(own, wanted)) return 1 - place / 1000;
      if (same(last, wanted)) return 0.95 - place / 1000;
      const shared = wanted.filter((each) => own.includes(each)).length;
      return (0.8 * shared) / new Set([...own, ...wanted]).size;
    }),
  );
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ');

/** The words of a name, however it sets them apart: `clientIp`, `client_ip`, `Client IP`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
