import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the built command line; it must have been built (`npm test` and `npm run build` do). */
export function startCli(args: readonly string[]): ChildProcess {
  if (!existsSync(CLI)) throw new Error('The command line is not built. Run npm run build first.');
  return spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the built command line to its end. */
export async function runCli(...args: readonly string[]): Promise<CliRun> {
  const child = startCli(args);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, out, err };
}

/** Runs the command line with `--json`; gives the document. */
export async function runCliJson<T = Record<string, unknown>>(...args: readonly string[]): Promise<T> {
  const { out, err, code } = await runCli(...args, '--json');
  if (code !== 0) throw new Error(`aftermap ${args.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as T;
}
