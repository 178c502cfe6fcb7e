import type { DuckDBConnection } from '@duckdb/node-api';
import type { Infrastructure, InfrastructureKind } from '../../../shared/model/infrastructure.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { markOf } from '../../../shared/map/infrastructure-words.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { cutWindow } from './window.ts';

interface SubjectRow {
  readonly kind: InfrastructureKind;
  readonly by_source: boolean;
  readonly subject: string;
  readonly lookups: number;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly name: string;
  readonly source: number;
  readonly path: string;
  readonly line: number;
  readonly mark_source: number | null;
  readonly mark_path: string | null;
  readonly mark_line: number | null;
  readonly word: string | null;
}

/** What of a window is infrastructure: the sources that are no clients, the names that are no service's, each with its mark. */
export async function readInfrastructure(connection: DuckDBConnection, window: TimeWindow): Promise<Infrastructure> {
  const { from, to, head, tail, minute_from, minute_to } = cutWindow(window);
  const rows = await query<SubjectRow>(connection, sql.infrastructure_subjects, { from, to });
  return {
    window,
    lookups: await readInfrastructureLookups(connection, window),
    subjects: rows.map((row) => ({
      kind: row.kind,
      bySource: row.by_source,
      subject: row.subject,
      mark: markOf(row.kind, row.word),
      says:
        row.mark_source === null || row.mark_path === null || row.mark_line === null
          ? null
          : { source: row.mark_source, path: row.mark_path, line: row.mark_line },
      lookups: row.lookups,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
      example: { name: row.name, record: { source: row.source, path: row.path, line: row.line } },
    })),
    suspects: await query(connection, sql.infrastructure_suspects, { from, to, head, tail, minute_from, minute_to }),
    leftOut: await query(connection, sql.infrastructure_left_out),
  };
}

/** How many lookups of a window are infrastructure's own or were passed on by it, by kind; each of them is in one kind. */
export async function readInfrastructureLookups(
  connection: DuckDBConnection,
  { from, to }: TimeWindow,
): Promise<Infrastructure['lookups']> {
  const rows = await query<{ kind: InfrastructureKind; lookups: number }>(connection, sql.infrastructure_between, {
    from,
    to,
  });
  return Object.fromEntries(rows.map(({ kind, lookups }) => [kind, lookups]));
}
