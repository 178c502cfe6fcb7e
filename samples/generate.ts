import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SAMPLES } from './samples.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { only: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string', default: here } } });

for (const [name, make] of Object.entries(SAMPLES)) {
  if (values.only !== undefined && values.only !== name) continue;
  const { files, rules, truth, story } = await make(values.seed);
  const folder = join(values.out, name);
  await rm(folder, { recursive: true, force: true });
  const texts = [
    { path: 'truth.json', bytes: Buffer.from(`${JSON.stringify(truth, null, 2)}\n`) },
    { path: 'story.md', bytes: Buffer.from(story) },
  ];
  const evidence = files.map(({ path, bytes }) => ({ path: join('evidence', path), bytes }));
  for (const { path, bytes } of [...evidence, ...rules, ...texts]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  console.error(`${name}: ${truth.lookups.total} lookups in ${files.length} files`);
}
