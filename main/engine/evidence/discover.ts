import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AftermapError } from '../../../shared/failure.ts';

/** What stands under the paths of evidence, and what of it is not taken. */
export interface Discovered {
  readonly files: readonly string[];
  /** Hidden files and folders, and links to folders. */
  readonly leftOut: readonly string[];
}

/**
 * The files under the given files and folders, each once, in an order that does not depend on the file system. What is hidden is left out; links
 * to files are followed. A path that leads nowhere, a folder that may not be read, and what is neither file nor folder stay among the files, to be
 * named as unreadable there; where all paths lead nowhere, it is an error.
 */
export async function discoverFiles(paths: readonly string[]): Promise<Discovered> {
  const found = new Set<string>();
  const leftOut: string[] = [];
  let opened = 0;
  for (const path of paths) {
    const full = resolve(path);
    const info = await stat(full).catch(() => undefined);
    if (info) opened += 1;
    if (info?.isDirectory()) for (const file of await filesBelow(full, leftOut)) found.add(file);
    else found.add(full);
  }
  if (opened === 0) {
    throw new AftermapError(
      'unreadable',
      `${paths.join(', ')} cannot be opened.`,
      'Check the name, and that you may read it.',
    );
  }
  return { files: [...found], leftOut };
}

async function filesBelow(folder: string, leftOut: string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [folder];
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || (entry.isSymbolicLink() && (await leadsToFolder(path)))) leftOut.push(path);
    else if (entry.isDirectory()) files.push(...(await filesBelow(path, leftOut)));
    else files.push(path);
  }
  return files;
}

/** Whether a link leads to a folder: those may lead round in a circle and are not followed. */
async function leadsToFolder(link: string): Promise<boolean> {
  return stat(link).then(
    (info) => info.isDirectory(),
    () => false,
  );
}
