import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay } from './display.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { cache, readJson } from './project.mjs';
import { run, stop } from './run.mjs';
import { setUp } from './setup.mjs';

const sample = 'samples/container-outage';
const evidence = `${sample}/evidence`;

const window = hasDisplay();
await setUp({ window, tests: false });
process.exitCode = window ? await openWindow(process.argv.slice(2)) : await withoutWindow();

/**
 * Opens the window: on what was asked for, else on the sample incident.
 * @param {readonly string[]} asked
 */
async function openWindow(asked) {
  const runtime = await electronRuntime();
  console.log(describeRuntime(runtime));
  const opening = asked.length > 0 ? asked : ['--case', await sampleCase()];
  // Chromium's own complaints about a bare desktop help nobody.
  const { code } = await run(runtime.executable, [...runtime.args, '--log-level=3', ...opening]);
  return code;
}

/** The sample incident as a case; importing it again changes nothing. */
async function sampleCase() {
  const file = join(cache, 'container-outage.aftermap');
  console.log('Reading the sample incident …');
  const { code, output } = await run(process.execPath, ['dist/cli.js', 'import', evidence, '--case', file], {
    quiet: true,
  });
  if (code !== 0) stop(output);
  return file;
}

/** Without a display: the sample incident through the command line. */
async function withoutWindow() {
  console.log('There is no display here, so no window: the sample incident runs through the command line instead.\n');
  const folder = mkdtempSync(join(tmpdir(), 'aftermap-'));
  const file = join(folder, 'container-outage.aftermap');
  const service = ['--case', file, '--service', readJson(`${sample}/truth.json`).expected.target];
  const report = join(folder, 'report');
  const steps = [
    ['import', evidence, '--case', file],
    ['map', '--case', file],
    ['diagnose', ...service],
    ['plan', ...service],
    ['report', ...service, '--out', report],
  ];
  for (const step of steps) {
    console.log(`\n$ aftermap ${step.join(' ')}`);
    const { code } = await run(process.execPath, ['dist/cli.js', ...step]);
    if (code !== 0) return code;
  }
  console.log(`\nThe report is in ${report}`);
  return 0;
}
