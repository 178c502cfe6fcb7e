import type { DuckDBConnection } from '@duckdb/node-api';
import type { ServiceId } from '../../../shared/model/map.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** An inventory record that holds in a segment, and the service-tree record that owns it. */
export interface OwnerRow {
  readonly key: string;
  readonly subscription_id: string;
  readonly resource_id: string | null;
  readonly service: string | null;
  readonly service_name: string | null;
  readonly evidence_id: number;
  readonly record: number;
  readonly line: number;
  readonly own_from: number | null;
  readonly own_to: number | null;
  readonly tree_evidence_id: number | null;
  readonly tree_record: number | null;
  readonly tree_line: number | null;
  readonly tree_from: number | null;
  readonly tree_to: number | null;
}

/** The records that make a segment the service's: the first inventory record, and its service-tree record. */
export async function owners(
  connection: DuckDBConnection,
  segment: number,
  service: ServiceId,
): Promise<readonly OwnerRow[]> {
  const rows = await query<OwnerRow>(connection, sql.segment_owners, { segment });
  return rows.filter((row) => row.service === service).slice(0, 1);
}
