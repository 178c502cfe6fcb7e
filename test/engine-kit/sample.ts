import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Truth } from '../../samples/generator/incident.ts';

/** The folder of a sample in the repository. */
export function sampleFolder(name: string): string {
  return fileURLToPath(new URL(`../../samples/${name}/`, import.meta.url));
}

/** What the sample states about itself. */
export async function truthOfSample(name: string): Promise<Truth> {
  return JSON.parse(await readFile(`${sampleFolder(name)}truth.json`, 'utf8')) as Truth;
}
