import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AftermapError } from '../../../shared/failure.ts';

/**
 * The files under the given files and folders, each once, in an order that does not depend on the file system. Hidden files are left out; links
 * to files are followed. A path that leads nowhere, a folder that may not be read, and what is neither file nor folder stay among the files, to be
 * named as unreadable there; where all paths lead nowhere, it is an error.
 */
export async function discoverFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  let opened = 0;
  for (const path of paths) {
    const full = resolve(path);
    const info = await stat(full).catch(() => undefined);
    if (info) opened += 1;
    if (info?.isDirectory()) for (const file of await filesBelow(full)) found.add(file);
    else found.add(full);
  }
  if (opened === 0) {
    throw new AftermapError(
      'unreadable',
      `${paths.join(', ')} cannot be opened.`,
      'Check the name, and that you may read it.',
    );
  }
  return [...found];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [folder];
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (!entry.isSymbolicLink() || !(await leadsToFolder(path))) files.push(path);
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
