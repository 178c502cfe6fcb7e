import { cpus, totalmem, type } from 'node:os';
import { version } from '@duckdb/node-api';
import { readJson } from '../../build/project.mjs';

/** What the figures were measured on, in one sentence. */
export function machineFacts(): string {
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const bindings = (readJson('package.json') as { dependencies: Record<string, string> }).dependencies[
    '@duckdb/node-api'
  ];
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GiB of memory, ${type()}; Node ${process.versions.node}, DuckDB ${version()} (@duckdb/node-api ${bindings ?? ''}).`;
}
