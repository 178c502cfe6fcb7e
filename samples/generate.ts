import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generateBig, type BigFormat } from './generator/big.ts';
import type { Incident } from './generator/incident.ts';
import { SAMPLES } from './samples.ts';

const USAGE = `npx tsx samples/generate.ts [--only NAME] [--seed TEXT] [--out DIR]
npx tsx samples/generate.ts --big LOOKUPS --out DIR [--format csv|parquet|ndjson] [--seed TEXT]`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { only: text, seed: text, out: text, big: text, format: { ...text, default: 'csv' } },
});

if (values.big === undefined) await writeSamples(values.out ?? dirname(fileURLToPath(import.meta.url)));
else await writeBig(Number(values.big.replaceAll('_', '')), values.out, values.format);

async function writeSamples(out: string): Promise<void> {
  const names = Object.keys(SAMPLES);
  if (values.only !== undefined && !names.includes(values.only)) {
    refuse(`There is no sample ${values.only}: ${names.join(', ')}.`);
    return;
  }
  for (const [name, make] of Object.entries(SAMPLES)) {
    if (values.only !== undefined && values.only !== name) continue;
    const incident = await make(values.seed);
    await write(join(out, name), incident);
    console.error(`${name}: ${incident.truth.lookups.total} lookups in ${incident.files.length} files`);
  }
}

async function write(folder: string, { files, rules, truth, story }: Incident): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const evidence = files.map(({ path, bytes }) => ({ path: join('evidence', path), bytes }));
  const told = [
    { path: 'truth.json', bytes: Buffer.from(`${JSON.stringify(truth, null, 2)}\n`) },
    { path: 'story.md', bytes: Buffer.from(story) },
  ];
  for (const { path, bytes } of [...evidence, ...rules, ...told]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

async function writeBig(lookups: number, out: string | undefined, format: string): Promise<void> {
  if (!Number.isInteger(lookups) || lookups < 1) {
    refuse('--big needs a whole number of lookups.');
    return;
  }
  if (out === undefined) {
    refuse('--big needs --out, a folder to write to.');
    return;
  }
  if (!isFormat(format)) {
    refuse(`${format} is no format of the big set.`);
    return;
  }
  const files = await generateBig(lookups, out, format, values.seed ?? 'big');
  console.error(`${lookups} lookups in ${files.length} files`);
}

function isFormat(text: string): text is BigFormat {
  return ['csv', 'parquet', 'ndjson'].includes(text);
}

function refuse(reason: string): void {
  console.error(`${reason}\n${USAGE}`);
  process.exitCode = 2;
}
