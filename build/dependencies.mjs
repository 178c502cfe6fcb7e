import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, root } from './project.mjs';
import { run, stop } from './run.mjs';

const installed = 'node_modules/.package-lock.json';

/**
 * Whether `node_modules` holds what the lock file says. npm leaves its own copy of the lock there;
 * packages for other platforms are in the lock alone.
 */
function upToDate() {
  if (!existsSync(join(root, installed))) return false;
  const wanted = readJson('package-lock.json').packages;
  const present = readJson(installed).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path] ? present[path].version === version : optional),
  );
}

/** Installs the packages of the lock file, unless they are there. */
export async function installDependencies() {
  if (upToDate()) return;
  console.log('Installing dependencies (npm ci) …');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) stop('npm ci failed; its message is above. Aftermap needs Node 20.19 or newer and the npm registry.');
}
