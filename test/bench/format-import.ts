import { open, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { recognise } from '../../main/engine/adapters/registry.ts';
import { createEngine } from '../../main/engine/engine.ts';
import { samplesOfText } from '../../main/engine/evidence/sample.ts';
import { SAMPLE_BYTES } from '../../main/engine/evidence/text-taker.ts';
import scan_lines from './sql/scan-lines.sql';
import scan_objects from './sql/scan-objects.sql';
import scan_rows from './sql/scan-rows.sql';

// A program of its own: one long file of one format, scanned by DuckDB alone, told from its beginning, and imported into a new case.
const SCANS: Readonly<Record<string, string>> = { lines: scan_lines, objects: scan_objects, rows: scan_rows };

/** What one file took, in seconds that threads were at work: on a busy machine steadier than the clock. The build's own steps are told on stderr (AFTERMAP_TIMES). */
export interface FormatRun {
  readonly records: number;
  readonly accepted: number;
  readonly importSeconds: number;
  readonly scanSeconds: number;
  /** From the first 64 KiB of text to the format: median of nine. */
  readonly tellMs: number;
}

const { values, positionals } = parseArgs({
  options: { case: { type: 'string' }, scan: { type: 'string' } },
  allowPositionals: true,
});
const [path = ''] = positionals;
const casePath = values.case ?? '';

const scanSeconds = await scan();
const tellMs = await tell();
await rm(casePath, { force: true });
const engine = createEngine({ limits: { memory: '2400MB' } });
await engine.call('case.open', { path: casePath, create: true });
const before = process.cpuUsage();
const { sources } = await engine.call('evidence.import', { paths: [path], options: {} });
const importSeconds = workSince(before);
await engine.close();
const [source] = sources;
if (!source || source.problem !== null) throw new Error(`${path}: ${source?.problem ?? 'no source'}`);
const run: FormatRun = { records: source.records, accepted: source.accepted, importSeconds, scanSeconds, tellMs };
process.stdout.write(JSON.stringify(run));

function workSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

async function scan(): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const start = process.cpuUsage();
  await connection.runAndReadAll(SCANS[values.scan ?? ''] ?? '', { path });
  const seconds = workSince(start);
  connection.closeSync();
  instance.closeSync();
  return seconds;
}

async function tell(): Promise<number> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
  await file.close();
  const text = buffer.toString('utf8', 0, bytesRead);
  const times = Array.from({ length: 9 }, () => {
    const start = process.cpuUsage();
    recognise(samplesOfText(text, bytesRead < SAMPLE_BYTES));
    return workSince(start) * 1000;
  });
  return times.sort((a, b) => a - b)[4] ?? 0;
}
