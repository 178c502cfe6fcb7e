import type { DuckDBConnection } from '@duckdb/node-api';
import { declaration, type RecordKind, type Source } from '../../../shared/model/evidence.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

type SourceRow = Omit<Source, 'id' | 'from' | 'to' | 'skipped' | 'rejects' | 'sameAs' | 'kind' | 'declared'> & {
  readonly evidence_id: number;
  readonly kind: RecordKind;
  readonly first_time: number | null;
  readonly last_time: number | null;
  readonly options: string;
};

/** Every evidence file of the case with its balance and its first rejects, in the order of import. */
export async function readSources(connection: DuckDBConnection): Promise<readonly Source[]> {
  const rows = await query<SourceRow>(connection, sql.evidence_sources);
  const rejects = await query<{ evidence_id: number; line: number; reason: string }>(connection, sql.first_rejects);
  const skips = await query<{ evidence_id: number; reason: string; records: number }>(connection, sql.evidence_skips);
  return rows.map(({ evidence_id: id, first_time: from, last_time: to, options, ...row }) => ({
    ...row,
    declared: declaration.parse(JSON.parse(options)),
    id,
    from,
    to,
    skipped: Object.fromEntries(
      skips.filter((skip) => skip.evidence_id === id).map(({ reason, records }) => [reason, records]),
    ),
    rejects: rejects.filter((reject) => reject.evidence_id === id).map(({ line, reason }) => ({ line, reason })),
    sameAs: null,
  }));
}
