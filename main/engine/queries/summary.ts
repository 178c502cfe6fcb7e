import { basename } from 'node:path';
import type { CaseSummary } from '../../../shared/api.ts';
import { caseDigest, VERSION } from '../case/case-file.ts';
import type { OpenCase } from '../case/open-case.ts';
import { NO_TIME } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readTotals } from './map.ts';
import { readSources } from './sources.ts';
import { caseSpan } from './window.ts';

/** The case as a whole: its sources, its balance, its services. */
export async function readSummary({ path, database: { connection } }: OpenCase): Promise<CaseSummary> {
  const sources = await readSources(connection);
  const span = await caseSpan(connection);
  const sum = (count: (source: (typeof sources)[number]) => number) =>
    sources.reduce((total, source) => total + count(source), 0);
  const remarks = await query<{ remark: string }>(connection, sql.remarks);
  return {
    path,
    name: basename(path),
    digest: caseDigest(sources.map(({ sha256 }) => sha256)),
    version: VERSION,
    sources,
    span,
    records: {
      read: sum(({ records }) => records),
      accepted: sum(({ accepted }) => accepted),
      repeated: sum(({ repeated }) => repeated),
      rejected: sum(({ rejected }) => rejected),
      skipped: sum(({ skipped }) => Object.values(skipped).reduce((total, count) => total + count, 0)),
    },
    lookups: await readTotals(connection, span ?? NO_TIME),
    services: await query<{ id: string; name: string }>(connection, sql.service_names),
    remarks: remarks.map(({ remark }) => remark),
  };
}
