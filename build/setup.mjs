import { installDependencies } from './dependencies.mjs';
import { stop } from './run.mjs';
import { installSystemLibraries } from './system-libraries.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/**
 * Everything that a fresh clone lacks: packages, system libraries and bundles. What is there already is left as it is.
 * Nothing here may import a package before `installDependencies` is done.
 * @param {{ window: boolean, tests: boolean }} needs `window`: what Electron needs; `tests`: a display and PDF tools besides
 */
export async function setUp(needs) {
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Aftermap needs Node 20.19 or newer; this is ${process.version}.`);
  await installDependencies();
  if (needs.window) await installSystemLibraries({ forTests: needs.tests });
  const { bundle } = await import('./bundle.mjs');
  await bundle();
}
