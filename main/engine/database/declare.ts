import type { DuckDBConnection } from '@duckdb/node-api';
import { execute, type Parameter } from './query.ts';

/** What each connection was told last by each statement that sets a variable. */
const told = new WeakMap<DuckDBConnection, Map<string, string>>();

/**
 * Runs a statement that sets a variable (the only one that sets it), unless the connection holds that value: planning it for each of many small
 * files takes longer than reading them. Variables stand beside transactions, which do not take them back.
 */
export async function declare(
  connection: DuckDBConnection,
  text: string,
  parameters: Readonly<Record<string, Parameter>>,
): Promise<void> {
  const before = told.get(connection) ?? new Map<string, string>();
  const said = JSON.stringify(parameters);
  if (before.get(text) === said) return;
  await execute(connection, text, parameters);
  told.set(connection, before.set(text, said));
}
