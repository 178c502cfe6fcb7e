import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { DependencyMap } from '../../../shared/model/map.ts';
import { openDatabase } from '../database/connection.ts';
import { execute } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** Writes the dependencies of a map as a Parquet file, one row each, and hands over its path; the file is gone afterwards. */
export async function mapToParquet(map: DependencyMap, take: (file: string) => Promise<void>): Promise<void> {
  const database = await openDatabase({ path: ':memory:', mode: 'write', evidence: [] });
  try {
    const rows = join(database.scratch, 'dependencies.ndjson');
    const file = join(database.scratch, 'map.parquet');
    await writeFile(
      rows,
      map.dependencies
        .map((dependency) => JSON.stringify({ ...dependency, regions: JSON.stringify(dependency.regions) }))
        .join('\n'),
    );
    await execute(database.connection, sql.write_map_parquet.replaceAll('{rows}', rows).replaceAll('{file}', file));
    await take(file);
  } finally {
    await database.close();
  }
}
