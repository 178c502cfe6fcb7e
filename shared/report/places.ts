/** Where the folder that files have in common ends; 0 where they share none. Archives go on after `!`. */
function sharedLength(paths: readonly string[]): number {
  const [first = '', ...others] = paths.map((path) => path.slice(0, folderEnd(path)));
  const differs = [...first].findIndex((letter, at) => others.some((other) => other[at] !== letter));
  return folderEnd(differs < 0 ? first : first.slice(0, differs));
}

const folderEnd = (path: string): number => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;

/** Files by their place in the folder that holds them all, which is said once. */
export type Places = { readonly folder: string; readonly of: (path: string) => string };

/** The places of the files of a case. */
export function placesOf(sources: readonly { readonly path: string }[]): Places {
  const length = sharedLength(sources.map(({ path }) => path));
  const folder = sources[0]?.path.slice(0, length) ?? '';
  return { folder, of: (path) => (folder !== '' && path.startsWith(folder) ? path.slice(length) : path) };
}
