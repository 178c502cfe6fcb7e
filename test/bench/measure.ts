import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

/** What one run of a program took. */
export interface Measured {
  /** From its start to its end, Node's own start included. */
  readonly seconds: number;
  /** The most memory that the process held at once (resident set). */
  readonly peakBytes: number;
  /** Time that its threads were at work, all together: on a busy machine steadier than `seconds`. */
  readonly cpuSeconds: number;
  readonly stdout: string;
  readonly stderr: string;
}

const peak = fileURLToPath(new URL('peak.mjs', import.meta.url));

/** Runs a script in a Node of its own and measures it; a script that fails is an error with what it wrote. */
export async function measure(script: string, args: readonly string[], folder?: string): Promise<Measured> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', peak, script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, AFTERMAP_TIMES: '1' },
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const told = Promise.all(child.stdio.slice(1).map((pipe) => text(pipe as Readable)));
  const code = await ended;
  const seconds = (performance.now() - began) / 1000;
  const [stdout = '', stderr = '', cost = ''] = await told;
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with code ${code}:\n${stderr}`);
  const { peakBytes, cpu } = JSON.parse(cost) as { peakBytes: number; cpu: NodeJS.CpuUsage };
  return { seconds, peakBytes, cpuSeconds: (cpu.user + cpu.system) / 1e6, stdout, stderr };
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted[(sorted.length - 1) >> 1];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
}
