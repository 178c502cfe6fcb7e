import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, stop } from './run.mjs';

/** @typedef {{ packages: readonly string[], present: () => boolean }} Requirement the first package that the distribution has is installed */

/** @param {string} name */
const library = (name) => () => sharedLibraries().includes(name);
/** @param {string} name */
const program = (name) => () =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/** What the Electron runtime needs. Since Debian 13 and Ubuntu 24.04 some names end in `t64`. */
const window = [
  { packages: ['libgtk-3-0t64', 'libgtk-3-0'], present: library('libgtk-3.so.0') },
  { packages: ['libnss3'], present: library('libnss3.so') },
  { packages: ['libasound2t64', 'libasound2'], present: library('libasound.so.2') },
  { packages: ['libgbm1'], present: library('libgbm.so.1') },
  { packages: ['fonts-dejavu-core'], present: hasFont },
];

/** What the tests need besides: a display of their own, and tools that read PDF. */
const tests = [
  { packages: ['xvfb'], present: program('Xvfb') },
  { packages: ['xauth'], present: program('xauth') },
  { packages: ['poppler-utils'], present: program('pdftotext') },
];

function sharedLibraries() {
  try {
    return execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function hasFont() {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((file) => /\.(ttf|otf|ttc|pf[ab])$/.test(String(file))),
  );
}

/** @param {readonly string[]} packages */
async function firstKnown(packages) {
  for (const name of packages) {
    const { code } = await run('apt-cache', ['show', name], { quiet: true });
    if (code === 0) return name;
  }
  return packages[packages.length - 1] ?? '';
}

/**
 * Makes sure that a Linux machine has the libraries a window needs: installs them as root on Debian and its kin, else says what to run.
 * @param {{ forTests: boolean }} options
 */
export async function installSystemLibraries({ forTests }) {
  if (process.platform !== 'linux') return;
  const missing = [...window, ...(forTests ? tests : [])].filter(({ present }) => !present());
  if (missing.length === 0) return;
  const debian = existsSync('/usr/bin/apt-get');
  const root = process.getuid?.() === 0;
  if (debian && root) {
    console.log('Installing system libraries (apt-get) …');
    await run('apt-get', ['update', '-qq'], { quiet: true });
  }
  const names = await Promise.all(missing.map(({ packages }) => firstKnown(packages)));
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  if (debian && root) {
    const { code, output } = await run('apt-get', install, {
      quiet: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (code === 0) return;
    console.error(output);
  }
  stop(
    `System libraries are missing. Please run:\n  sudo apt-get update && sudo apt-get ${install.filter((word) => word !== '-qq').join(' ')}`,
  );
}
