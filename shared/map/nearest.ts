/**
 * The names nearest to what was written, best first: those that hold it, or that it holds, then those that differ by few letters (V.
 * Levenshtein, 1965: at most a third of them). Upper and lower case are one.
 * @param most how many at most
 */
export function nearest(written: string, names: readonly string[], most = 3): string[] {
  const wanted = written.toLowerCase();
  const distance = (name: string): number => {
    const other = name.toLowerCase();
    if (wanted !== '' && (other.includes(wanted) || (other !== '' && wanted.includes(other)))) return 0;
    return editDistance(wanted, other);
  };
  return [...new Set(names)]
    .map((name) => ({ name, distance: distance(name) }))
    .filter(({ name, distance: far }) => far <= Math.max(wanted.length, name.length) / 3)
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** How many letters must be put in, left out or replaced to make one text of the other. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
