import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './check.mjs';
import { hasDisplay, startDisplay } from './display.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { root } from './project.mjs';
import { runTool } from './run.mjs';
import { setUp } from './setup.mjs';

const results = 'test-results';
const files = { vitest: `${results}/vitest.json`, playwright: `${results}/playwright.json` };

await setUp({ window: true, tests: true });
const runtime = await electronRuntime();
console.log(describeRuntime(runtime));
rmSync(join(root, results), { recursive: true, force: true });

heading('Checks');
const checks = await check();

heading('Unit, SQL, golden, property and conformance tests');
const scratch = scratchInMemory();
const unit = await runTool(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${files.vitest}`],
  { env: { ...process.env, ...(scratch ? { TMPDIR: scratch } : {}) } },
);
if (scratch) rmSync(scratch, { recursive: true, force: true });

heading('End-to-end tests in the window');
const displays = hasDisplay() ? [] : await Promise.all([startDisplay(), startDisplay()]);
const e2e = await runTool('playwright', ['test', '--reporter=list,json'], {
  env: {
    ...process.env,
    ...(displays[0] ? { DISPLAY: displays[0].display } : {}),
    TEST_DISPLAYS: displays.map(({ display }) => display).join(' '),
    PLAYWRIGHT_JSON_OUTPUT_NAME: files.playwright,
  },
});
displays.forEach(({ stop }) => stop());

const totals = [vitestTotals(), playwrightTotals()];
const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ name) => totals.reduce((all, each) => all + each[name], 0);
const broken = [checks.failed > 0, unit.code !== 0, e2e.code !== 0].filter(Boolean).length;
const failed = Math.max(sum('failed') + checks.failed, broken);
const skipped = sum('skipped');
const flaky = report(files.playwright)?.stats?.flaky ?? 0;

heading('All together');
console.log(
  `Checks: ${checks.passed} of ${checks.passed + checks.failed} hold. Ran on Node ${process.versions.node} and Electron ${runtime.version}.`,
);
const apart = [
  ...(skipped > 0 ? [`, ${skipped} skipped`] : []),
  ...(flaky > 0 ? [`, ${flaky} of the passed only at the second try`] : []),
];
console.log(`${sum('passed')} passed, ${failed} failed${apart.join('')}`);
process.exitCode = failed === 0 ? 0 : 1;

/** A folder in memory for the hundreds of small cases, where the machine has one with room; a disk waits for each of their commits. */
function scratchInMemory() {
  const shared = '/dev/shm';
  if (!existsSync(shared)) return null;
  const { bavail, bsize } = statfsSync(shared);
  return bavail * bsize > 4e9 ? mkdtempSync(join(shared, 'aftermap-test-')) : null;
}

/** @param {string} text */
function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}\n`);
}

/** @param {string} path */
function report(path) {
  return existsSync(join(root, path)) ? JSON.parse(readFileSync(join(root, path), 'utf8')) : null;
}

function vitestTotals() {
  const totals = report(files.vitest);
  if (!totals) return { passed: 0, failed: 1, skipped: 0 };
  return {
    passed: totals.numPassedTests,
    failed: totals.numFailedTests,
    skipped: totals.numPendingTests + totals.numTodoTests,
  };
}

function playwrightTotals() {
  const stats = report(files.playwright)?.stats;
  if (!stats) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
