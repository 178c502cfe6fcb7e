import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Call, ImportOptions } from '../../shared/api.ts';
import type { Source } from '../../shared/model/evidence.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import { createEngine } from '../../main/engine/engine.ts';

/** Evidence by its path in the folder of the test. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A case over evidence that was written for a test; all of it is gone when the test ends. */
export interface TestCase {
  readonly call: Call;
  /** The folder that holds `evidence/` and the case. */
  readonly folder: string;
  readonly casePath: string;
  readonly sources: readonly Source[];
  readonly map: () => Promise<DependencyMap>;
  /** Writes further files beside the others and imports them. */
  readonly add: (files: Files, options?: ImportOptions) => Promise<readonly Source[]>;
}

/** A folder for a test alone. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'aftermap-test-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes files below a folder; gives their full paths, in order. */
export async function writeFiles(folder: string, files: Files): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    paths.push(path);
  }
  return paths;
}

/** Imports the files into a new case with the engine, and does the work on it. */
export async function withCase<T>(
  files: Files,
  work: (test: TestCase) => Promise<T> | T,
  options: ImportOptions = {},
): Promise<T> {
  return withFolder(async (folder) => {
    const evidence = join(folder, 'evidence');
    const casePath = join(folder, 'test.aftermap');
    const engine = createEngine({ limits: { memory: '1GB', threads: 1 } });
    const add = async (more: Files, declared: ImportOptions = {}) => {
      const paths = await writeFiles(evidence, more);
      return (await engine.call('evidence.import', { paths: [...paths], options: declared, into: casePath })).sources;
    };
    const makeEmpty = async () => {
      await engine.call('case.open', { path: casePath, create: true });
      return [];
    };
    try {
      const sources = await (Object.keys(files).length === 0 ? makeEmpty() : add(files, options));
      return await work({ call: engine.call, folder, casePath, sources, map: () => engine.call('map.read', {}), add });
    } finally {
      await engine.close();
    }
  });
}

/** One case over the files for all tests of a block, made before the first of them; gives it to each. */
export function sharedCase(files: Files): () => TestCase {
  let shared: TestCase | undefined;
  let finish: () => void = () => undefined;
  let closed = Promise.resolve();
  beforeAll(async () => {
    const ended = new Promise<void>((resolve) => (finish = resolve));
    await new Promise<void>((ready, failed) => {
      closed = withCase(files, async (test) => {
        shared = test;
        ready();
        await ended;
      }).catch(failed);
    });
  }, 240_000);
  afterAll(async () => {
    finish();
    await closed;
  });
  return () => {
    if (!shared) throw new Error('The shared case is made before the tests, not while they are named.');
    return shared;
  };
}

/** A CSV text of a header and rows. */
export function csv(header: string, ...rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

/** The source of a file, by the end of its path. */
export function sourceOf(sources: readonly Source[], name: string): Source {
  const found = sources.find(({ path }) => path.endsWith(name));
  if (!found) throw new Error(`There is no source ${name} among ${sources.map(({ path }) => path).join(', ')}.`);
  return found;
}
