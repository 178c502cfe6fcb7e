import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Things that are fetched or worked out, and may be deleted at any time. */
export const cache = join(root, '.cache');

/**
 * A JSON file of the project.
 * @param {string} path relative to the project
 * @returns {any}
 */
export function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
