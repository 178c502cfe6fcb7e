import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftermap-layers-'));
  write('tsconfig.json', '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Checks a project of two or three files against the project's own table of layers. */
function check() {
  const args = ['--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'err-long', 'shared', 'main'];
  const { status, stdout } = spawnSync(resolve('node_modules/.bin/depcruise'), args, { cwd: folder, encoding: 'utf8' });
  return { holds: status === 0, said: stdout.replace(/\s+/g, ' ') };
}

test('an import along the layers is allowed', () => {
  write('shared/graph/reach.ts', 'export const reach = 1;');
  write('main/engine/engine.ts', `import { reach } from '../../shared/graph/reach.ts'; export const engine = reach;`);
  expect(check().holds).toBe(true);
});

test('an import against the layers is refused, even of a type, and the message names the document to read', () => {
  write('main/engine/engine.ts', 'export type Engine = number;');
  write('shared/graph/reach.ts', `import type { Engine } from '../../main/engine/engine.ts'; export type R = Engine;`);
  const { holds, said } = check();
  expect(holds).toBe(false);
  expect(said).toContain('shared/graph/reach.ts → main/engine/engine.ts');
  expect(said).toContain('See ARCHITECTURE.md, "Layers".');
});

test('inside shared, what is upstream cannot import what is downstream', () => {
  write('shared/recovery/plan.ts', 'export const plan = 1;');
  write('shared/graph/reach.ts', `import { plan } from '../recovery/plan.ts'; export const reach = plan;`);
  write('main/cli.ts', 'export const cli = 1;');
  expect(check().holds).toBe(false);
});

test('shared cannot import Node', () => {
  write('shared/graph/reach.ts', `import { join } from 'node:path'; export const reach = join;`);
  write('main/cli.ts', `import { join } from 'node:path'; export const cli = join;`);
  const { holds, said } = check();
  expect(holds).toBe(false);
  expect(said).toContain('shared/graph/reach.ts');
  expect(said).not.toContain('main/cli.ts →');
});
