import type { DuckDBConnection } from '@duckdb/node-api';
import type { Found } from '../../../shared/comparison/found.ts';
import type { Owner, Records } from '../../../shared/comparison/words.ts';
import type { ComparedSide } from '../../../shared/model/comparison.ts';
import type { Citation } from '../../../shared/model/evidence.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

interface OwnerRow {
  readonly segment: number;
  readonly key: string;
  readonly region: string;
  readonly subscription: string;
  readonly name: string | null;
  readonly source: number;
  readonly path: string;
  readonly line: number;
  readonly treeSource: number | null;
  readonly treePath: string | null;
  readonly treeLine: number | null;
}

type Read = Omit<Records, 'nameOf'>;

/** The records that findings rest on, read with two queries a case. */
export async function readRecords(
  found: readonly Found[],
  connections: Readonly<Record<ComparedSide, DuckDBConnection>>,
): Promise<Read> {
  const owners = new Map<string, Owner>();
  const lookups = new Map<string, Citation>();
  const paths = new Map<string, string>();
  for (const side of ['window', 'against'] as const) {
    const connection = connections[side];
    const wanted = <T extends { readonly side: ComparedSide }>(of: (one: Found) => readonly T[]) =>
      found.flatMap(of).filter((one) => one.side === side);
    const segments = [...new Set(wanted((one) => one.segments).map(({ segment }) => segment))];
    for (const row of await query<OwnerRow>(connection, sql.comparison_owners, { list: JSON.stringify(segments) })) {
      const key = `${side} ${row.segment}`;
      if (!owners.has(key)) owners.set(key, ownerOf(row));
    }
    const asked = [...new Set(wanted((one) => one.lookups).map(({ lookup }) => lookup))];
    for (const { lookup, ...place } of await query<Citation & { lookup: number }>(connection, sql.comparison_records, {
      list: JSON.stringify(asked),
    }))
      lookups.set(`${side} ${lookup}`, place);
    for (const { source, path } of await query<{ source: number; path: string }>(connection, sql.comparison_paths))
      paths.set(`${side} ${source}`, path);
  }
  return {
    ownerOf: (side, segment) => owners.get(`${side} ${segment}`),
    lookupAt: (side, lookup) => lookups.get(`${side} ${lookup}`),
    treeAt: (side, source, line) => ({ source, path: paths.get(`${side} ${source}`) ?? '', line }),
  };
}

function ownerOf(row: OwnerRow): Owner {
  const tree =
    row.treeSource === null || row.treePath === null || row.treeLine === null
      ? null
      : { source: row.treeSource, path: row.treePath, line: row.treeLine };
  const inventory = { source: row.source, path: row.path, line: row.line };
  return { key: row.key, subscription: row.subscription, region: row.region, name: row.name, inventory, tree };
}
