import type { DuckDBConnection } from '@duckdb/node-api';
import { execute, query } from '../database/query.ts';
import { buildSteps, sql, statementsOf } from '../sql/catalogue.ts';
import { adoptMap } from './map-schema.ts';

/**
 * Builds lookups and facts from all evidence of the case, checks the balance, and only then lets the new map count: a build that is
 * stopped or does not balance leaves the map as it was. Each step is committed, since DuckDB plans joins by the statistics of committed
 * tables. The result does not depend on the order in which evidence was imported.
 */
export async function buildMap(
  connection: DuckDBConnection,
  onStep: (step: string, done: number, total: number) => void,
): Promise<void> {
  const filled = new Set((await query<{ kind: string }>(connection, sql.filled_tables)).map(({ kind }) => kind));
  for (const [index, step] of buildSteps.entries()) {
    const [name, words, ...tables] = step;
    const { declaration, work } = statementsOf(step);
    if (declaration !== null) await execute(connection, declaration);
    if (tables.length > 0 && !tables.some((table) => filled.has(table))) continue;
    onStep(words, index, buildSteps.length);
    const [began, before] = [performance.now(), process.cpuUsage()];
    await execute(connection, work);
    if (process.env.AFTERMAP_TIMES) {
      const { user, system } = process.cpuUsage(before);
      const [time, cpu] = [performance.now() - began, (user + system) / 1000].map((ms) => ms.toFixed(0).padStart(7));
      process.stderr.write(`${time} ms ${cpu} ms of CPU ${name}\n`);
    }
  }
  const off = await query<{ check: string; expected: number; found: number }>(connection, sql.balance);
  if (off.length > 0) {
    throw new Error(
      `The map does not balance: ${off.map(({ check, expected, found }) => `${check}: ${found} where ${expected} were expected`).join('; ')}`,
    );
  }
  await adoptMap(connection);
}
