import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { execute, inTransaction, query } from '../database/query.ts';
import { buildSteps, sql, statementsOf } from '../sql/catalogue.ts';

/** Tells the statements of this program's build from those of another version. */
export const BUILD_DIGEST = createHash('sha256')
  .update(JSON.stringify(buildSteps.map(statementsOf)))
  .digest('hex');

/**
 * What is built from the evidence stands in a schema of its own, map_1, map_2 …, of which one counts. A build fills the next one and
 * then takes its place in one step: a build that is stopped, in whatever way, leaves the map as it was.
 */
export async function mapSchemas(connection: DuckDBConnection, mode: 'read' | 'write'): Promise<readonly string[]> {
  const current = await currentMap(connection);
  const schema = (map: number) => `map_${map}`;
  if (mode === 'read') return current === 0 ? ['main'] : [schema(current), 'main'];
  for (const { name } of await query<{ name: string }>(connection, sql.map_schemas)) {
    if (name !== schema(current)) await execute(connection, forSchema(sql.drop_map, name));
  }
  await execute(connection, forSchema(sql.make_map, schema(current + 1)));
  return current === 0 ? [schema(1), 'main'] : [schema(current + 1), schema(current), 'main'];
}

/** Lets the map that was just built count, with all evidence of the case in it, and drops the one before. */
export async function adoptMap(connection: DuckDBConnection): Promise<void> {
  const current = await currentMap(connection);
  const schema = `map_${current + 1}`;
  const tables = await query<{ name: string }>(connection, sql.built_tables, { schema });
  await inTransaction(connection, async () => {
    await execute(connection, sql.adopt_map, { map: current + 1, statements: BUILD_DIGEST });
    const show = forSchema(sql.show_table, schema);
    await execute(connection, tables.map(({ name }) => show.replaceAll('{table}', name)).join('\n'));
    if (current > 0) await execute(connection, forSchema(sql.drop_map, `map_${current}`));
  });
}

/** The number of the map that counts; 0 while there is none. */
export async function currentMap(connection: DuckDBConnection): Promise<number> {
  return (await query<{ map: number }>(connection, sql.current_map))[0]?.map ?? 0;
}

/** Fills in the name of a map's schema, which is always of the program's own making. */
function forSchema(text: string, schema: string): string {
  return text.replaceAll('{schema}', schema);
}
