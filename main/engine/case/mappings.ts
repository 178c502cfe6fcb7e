import type { DuckDBConnection } from '@duckdb/node-api';
import { mapping as schema, type Mapping } from '../../../shared/model/mapping.ts';
import { execute, query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** The mappings that are kept in a case, by name. */
export async function readMappings(connection: DuckDBConnection): Promise<readonly Mapping[]> {
  const rows = await query<{ body: string }>(connection, sql.mappings);
  return rows.map(({ body }) => schema.parse(JSON.parse(body)));
}

/** Keeps a mapping in the case, in the place of one of the same name. */
export async function keepMapping(connection: DuckDBConnection, mapping: Mapping): Promise<void> {
  await execute(connection, sql.keep_mapping, { name: mapping.name, body: JSON.stringify(mapping) });
}

export async function dropMapping(connection: DuckDBConnection, name: string): Promise<void> {
  await execute(connection, sql.drop_mapping, { name });
}
