import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { cache } from './project.mjs';
import { runTool } from './run.mjs';
import { setUp } from './setup.mjs';

/** Packages the application for this machine: `npm run package [-- --dir]`. Without Electron's own binary only `--dir`, to try it out. */
await setUp({ window: true, tests: false });
const runtime = await electronRuntime();
console.log(describeRuntime(runtime));
const distribution = join(cache, 'electron-distribution');
rmSync(distribution, { recursive: true, force: true });
cpSync(runtime.folder, distribution, {
  recursive: true,
  filter: (path) => path !== join(runtime.folder, 'resources', 'app'),
});

const dir = process.argv.includes('--dir') || !runtime.shipped;
const { code } = await runTool('electron-builder', [
  '--config',
  'build/electron-builder.cjs',
  '--publish',
  'never',
  ...(dir ? ['--dir'] : []),
  `--config.electronDist=${distribution}`,
  `--config.electronVersion=${runtime.version}`,
]);
process.exitCode = code;
