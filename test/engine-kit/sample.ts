import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Truth } from '../../samples/generator/incident.ts';
import { createEngine } from '../../main/engine/engine.ts';

/** The folder of a sample in the repository. */
export function sampleFolder(name: string): string {
  return fileURLToPath(new URL(`../../samples/${name}/`, import.meta.url));
}

/** What the sample states about itself. */
export async function truthOfSample(name: string): Promise<Truth> {
  return JSON.parse(await readFile(`${sampleFolder(name)}truth.json`, 'utf8')) as Truth;
}

/** Copies the case over a sample's evidence to a path. Whoever asks for it first in a run imports it; the others wait for that. */
export async function sampleCase(name: string, path: string): Promise<void> {
  const whole = join(inject('sampleCases'), `${name}.aftermap`);
  const making = `${whole}.making`;
  while (!existsSync(whole)) {
    const isFirst = await mkdir(making).then(
      () => true,
      () => false,
    );
    if (isFirst) await importSample(name, whole, making).finally(() => rm(making, { recursive: true, force: true }));
    else await setTimeout(100);
  }
  await copyFile(whole, path);
}

async function importSample(name: string, whole: string, folder: string): Promise<void> {
  const made = join(folder, 'sample.aftermap');
  const engine = createEngine({ limits: { memory: '1GB', threads: 1 } });
  try {
    await engine.call('evidence.import', { paths: [join(sampleFolder(name), 'evidence')], into: made });
  } finally {
    await engine.close();
  }
  await rename(made, whole);
}
