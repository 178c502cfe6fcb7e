import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CaseSummary } from '../../../shared/api.ts';
import { caseDigest, VERSION } from '../case/case-file.ts';
import type { OpenCase } from '../case/open-case.ts';
import { NO_TIME, type TimeWindow } from '../../../shared/model/time.ts';
import { counted, snapshotsText } from '../../../shared/map/words.ts';
import { WHY_ASSUMED_VALID } from '../../../shared/report/assumed-valid.ts';
import { withoutRecordsText } from '../../../shared/report/no-records.ts';
import { findingWords } from '../../../shared/report/declaration-words.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readTimeFindings } from './time-findings.ts';
import { readTotals } from './map.ts';
import { readSources } from './sources.ts';
import { caseSpan } from './window.ts';

/** The case as a whole: its sources, its balance, its services. */
export async function readSummary({ path, database: { connection } }: OpenCase): Promise<CaseSummary> {
  const sources = await readSources(connection);
  const span = await caseSpan(connection);
  const sum = (count: (source: (typeof sources)[number]) => number) =>
    sources.reduce((total, source) => total + count(source), 0);
  const services = await readServices(connection, span ?? NO_TIME);
  const assumed = services.filter(({ assumedValid }) => assumedValid).length;
  const findings = await readTimeFindings(connection, sources);
  const remarks = await query<{ remark: string }>(connection, sql.remarks);
  const [snapshots] = await query<{ hosts: number }>(connection, sql.snapshot_hosts);
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
    services,
    remarks: [
      ...remarks.map(({ remark }) => remark),
      ...withoutRecordsText(sources),
      ...snapshotsText(snapshots?.hosts),
      ...(assumed > 0 ? [`${counted(assumed, 'service')} assumed valid at some time, ${WHY_ASSUMED_VALID}`] : []),
      ...findings.map((finding) => findingWords(finding, sources).replace(/\.$/, '')),
    ],
  };
}

async function readServices(connection: DuckDBConnection, span: TimeWindow): Promise<CaseSummary['services']> {
  const assumed = new Set(
    (await query<{ id: string }>(connection, sql.assumed_services, { from: span.from, to: span.to })).map(
      ({ id }) => id,
    ),
  );
  const services = await query<{ id: string; name: string }>(connection, sql.service_names);
  return services.map((service) => (assumed.has(service.id) ? { ...service, assumedValid: true } : service));
}
