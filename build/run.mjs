import { spawn } from 'node:child_process';
import { root } from './project.mjs';

/**
 * Runs a program in the project and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv, timeout?: number }} [options] `quiet` keeps what it prints; `timeout` in milliseconds
 * @returns {Promise<{ code: number, output: string }>} the exit code (127 where it cannot be started), and with `quiet` what it printed
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: options.env ?? process.env,
    stdio: ['inherit', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
    shell: process.platform === 'win32',
    timeout: options.timeout,
  });
  let output = '';
  child.stdout?.on('data', (text) => (output += text));
  child.stderr?.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a program of `node_modules/.bin`.
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runTool(tool, args, options) {
  return run(`node_modules/.bin/${tool}`, args, options);
}

/**
 * An error that a person can act on: printed without a stack.
 * @param {string} message
 * @returns {never}
 */
export function stop(message) {
  console.error(message);
  process.exit(1);
}
