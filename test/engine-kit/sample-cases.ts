import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the cases over the samples that a run makes once, for all of its workers. */
    readonly sampleCases: string;
  }
}

/** Makes the folder for the cases of a run, which goes with it. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'aftermap-samples-'));
  project.provide('sampleCases', folder);
  return () => rmSync(folder, { recursive: true });
}
