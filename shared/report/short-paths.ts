/** For each path the shortest end of it, folder by folder, that none of the others has: what a list of files calls them. */
export function shortPaths(paths: readonly string[]): ReadonlyMap<string, string> {
  const parts = [...new Set(paths)].map((path) => ({ path, parts: path.split(/[\\/]/).filter((part) => part !== '') }));
  const names = new Map<string, string>();
  let open = parts;
  for (let length = 1; open.length > 0; length += 1) {
    const endOf = (each: (typeof parts)[number]) => each.parts.slice(-length).join('/');
    const seen = new Map<string, number>();
    for (const each of open) seen.set(endOf(each), (seen.get(endOf(each)) ?? 0) + 1);
    const isDone = (each: (typeof parts)[number]) => seen.get(endOf(each)) === 1 || each.parts.length <= length;
    for (const each of open) if (isDone(each)) names.set(each.path, endOf(each));
    open = open.filter((each) => !isDone(each));
  }
  return names;
}
