import type { DuckDBConnection } from '@duckdb/node-api';
import { execute, inTransaction, query } from '../database/query.ts';
import { buildSteps, sql } from '../sql/catalogue.ts';

/**
 * Builds lookups and facts from all evidence of the case, in one transaction, and checks the balance: a build that does not
 * balance is undone and fails. The result does not depend on the order in which evidence was imported.
 */
export async function buildMap(
  connection: DuckDBConnection,
  onStep: (step: string, done: number, total: number) => void,
): Promise<void> {
  await inTransaction(connection, async () => {
    for (const [index, [name, words]] of buildSteps.entries()) {
      onStep(words, index, buildSteps.length);
      const began = performance.now();
      await execute(connection, sql[name]);
      if (process.env.AFTERMAP_TIMES)
        process.stderr.write(`${(performance.now() - began).toFixed(0).padStart(7)} ms ${name}\n`);
    }
    const off = await query<{ check: string; expected: number; found: number }>(connection, sql.balance);
    if (off.length > 0) {
      throw new Error(
        `The map does not balance: ${off.map(({ check, expected, found }) => `${check}: ${found} where ${expected} were expected`).join('; ')}`,
      );
    }
  });
}
