import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { cache } from './project.mjs';
import { runTool } from './run.mjs';

/** @typedef {{ name: string, tool: string, args: readonly string[] }} Check */

/** @type {readonly Check[]} */
const checks = [
  // The longest comes first: the others run beside it.
  { name: 'lint', tool: 'eslint', args: ['.', '--cache', '--cache-location', '.cache/eslint/', '--max-warnings', '0'] },
  // The tests refer to every environment: each is a project of its own that says what its code may see, and is checked once.
  { name: 'types', tool: 'tsc', args: ['--build', 'test', '--pretty', 'false'] },
  {
    name: 'layers',
    tool: 'depcruise',
    args: ['--output-type', 'err-long', 'shared', 'main', 'renderer', 'samples', 'build', 'test'],
  },
  {
    name: 'format',
    tool: 'prettier',
    args: ['.', '--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier'],
  },
  { name: 'unused code', tool: 'knip', args: [] },
];

/** @param {Check} check */
async function passes({ name, tool, args }) {
  const started = performance.now();
  const { code, output } = await runTool(tool, args, { quiet: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

/**
 * Runs every check, two at a time, and prints a line for each.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function check() {
  mkdirSync(cache, { recursive: true });
  const waiting = [...checks];
  const results = { passed: 0, failed: 0 };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      results[(await passes(next)) ? 'passed' : 'failed'] += 1;
  };
  await Promise.all([work(), work()]);
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
