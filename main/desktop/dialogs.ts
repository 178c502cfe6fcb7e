import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { dialog } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';

const caseFiles: FileFilter = { name: 'Aftermap case', extensions: ['aftermap'] };

/** Asks for one existing file; null when dismissed. */
async function askForFile(window: BrowserWindow, title: string, filters: FileFilter[]): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, filters, properties: ['openFile'] });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where to save; null when dismissed. */
async function askWhere(
  window: BrowserWindow,
  title: string,
  defaultPath: string,
  filters: FileFilter[],
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { title, defaultPath, filters });
  return canceled || filePath === '' ? null : filePath;
}

export function askForCase(window: BrowserWindow): Promise<string | null> {
  return askForFile(window, 'Open case', [caseFiles]);
}

/** Where a new case goes; the name gets its ending where the user left it out. */
export async function askForNewCase(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const path = await askWhere(window, 'New case', suggestedName, [caseFiles]);
  return path === null || extname(path) === '.aftermap' ? path : `${path}.aftermap`;
}

export async function askForEvidence(window: BrowserWindow, kind: 'files' | 'folder'): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: kind === 'files' ? 'Add evidence files' : 'Add evidence folder',
    properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

/** A file and what it says. */
type TextFile = { readonly file: string; readonly text: string };

export function askForRules(window: BrowserWindow): Promise<TextFile | null> {
  return askForText(window, 'Open region rules', { name: 'Region rules', extensions: ['yaml', 'yml'] });
}

export function askForMapping(window: BrowserWindow): Promise<TextFile | null> {
  return askForText(window, 'Open a mapping', { name: 'Mapping of columns', extensions: ['yaml', 'yml'] });
}

export function askForMinutes(window: BrowserWindow): Promise<TextFile | null> {
  return askForText(window, 'Open expected minutes', {
    name: 'Minutes by service',
    extensions: ['yaml', 'yml', 'csv'],
  });
}

async function askForText(window: BrowserWindow, title: string, filter: FileFilter): Promise<TextFile | null> {
  const path = await askForFile(window, title, [filter]);
  return path === null ? null : { file: basename(path), text: await readFile(path, 'utf8') };
}

/**
 * Asks where a document goes and writes it there.
 * @param write makes the content, once a place is chosen
 */
export async function saveDocument(
  window: BrowserWindow,
  suggestedName: string,
  write: () => string | Promise<Buffer>,
): Promise<string | null> {
  const extension = extname(suggestedName).slice(1);
  const path = await askWhere(window, 'Save', suggestedName, [
    { name: extension.toUpperCase(), extensions: [extension] },
  ]);
  if (path !== null) await writeFile(path, await write());
  return path;
}
