// Loaded before a measured program: at its end, tells file descriptor 3 the most memory in bytes that the process ever held,
// and the time in microseconds that its threads were at work.
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.once('exit', () => writeSync(3, JSON.stringify({ peakBytes: peakBytes(), cpu: process.cpuUsage() })));

function peakBytes() {
  // The kernel's figure for this program alone; `maxRSS` may include the process that it was forked from.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}
