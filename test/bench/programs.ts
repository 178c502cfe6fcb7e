import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../../build/bundle.mjs';
import { cache, root } from '../../build/project.mjs';

/** The programs that are measured, as files that Node runs as they are. */
export interface Programs {
  readonly commandLine: string;
  readonly byHand: string;
  readonly brushedWindows: string;
  readonly formatImport: string;
}

/** Makes the program's own bundles and those of the bench, from the sources as they are now. */
export async function makePrograms(): Promise<Programs> {
  await bundle();
  const outdir = join(cache, 'bench', 'programs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/by-hand.ts', 'test/bench/brushed-windows.ts', 'test/bench/format-import.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    loader: { '.sql': 'text' },
    external: ['@duckdb/*'],
    banner: { js: `import { createRequire as from } from 'node:module'; const require = from(import.meta.url);` },
    logLevel: 'warning',
  });
  return {
    commandLine: join(root, 'dist', 'cli.js'),
    byHand: join(outdir, 'by-hand.mjs'),
    brushedWindows: join(outdir, 'brushed-windows.mjs'),
    formatImport: join(outdir, 'format-import.mjs'),
  };
}
