import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../samples/samples.ts';
import { runCli } from '../engine-kit/run-cli.ts';
import { sampleCase, truthOfSample } from '../engine-kit/sample.ts';

const expected = new URL('expected/', import.meta.url);

/** Compares a text with the one that is kept; `npm run golden` keeps it anew. A text that differs is left beside it. */
async function matchesGolden(text: string, name: string): Promise<void> {
  const changed = new URL(`${name}-changed.txt`, expected);
  await rm(changed, { force: true });
  try {
    await expect(text).toMatchFileSnapshot(new URL(`${name}.txt`, expected).pathname);
  } catch (error) {
    await writeFile(changed, text);
    throw error;
  }
}

/** Cited paths from the evidence folder on, so that the text is the same wherever the project stands. */
const anywhere = (text: string) =>
  text.replace(/\s+\[[^\]]*\/evidence\/([^\]]*)\]/g, ' [$1]').replace(/:\s+\/\S*\/evidence\/(\S+)/g, ': $1');

describe.each(Object.keys(SAMPLES))('on the command line, the sample %s', (name) => {
  let folder: string;
  let file: string;
  let target: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aftermap-test-'));
    file = join(folder, 'sample.aftermap');
    target = (await truthOfSample(name)).expected?.target ?? '';
    await sampleCase(name, file);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['map', 'diagnose', 'plan', 'regions'])('reads as expected under %s', async (command) => {
    const service = command === 'map' ? [] : ['--service', target];
    const { code, out, err } = await runCli(command, '--case', file, ...service);
    expect(code, err).toBe(0);
    await matchesGolden(anywhere(out), `${name}-${command}`);
  });
});
