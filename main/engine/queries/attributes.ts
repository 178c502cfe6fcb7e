import type { DuckDBConnection } from '@duckdb/node-api';
import { contestedInstances, serviceAttributes } from '../../../shared/policy/attributes.ts';
import { replicatedServices, sharedServices, type AddressKind } from '../../../shared/policy/shared-services.ts';
import type { AttributeClaim, AttributeKind, AttributeReport, ServiceNaming } from '../../../shared/model/policy.ts';
import { NO_TIME, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readMap } from './map.ts';
import { caseSpan } from './window.ts';

/** Tenants, namespaces, clusters and data-centre groups of the services in a window (unset: the whole case), and which services are shared. */
export async function readAttributes(
  connection: DuckDBConnection,
  asked: TimeWindow | undefined,
): Promise<AttributeReport> {
  const window = asked ?? (await caseSpan(connection)) ?? NO_TIME;
  const claims = await readClaims(connection, window);
  const attributes = serviceAttributes(claims, window);
  const map = await readMap(connection, window);
  return {
    window,
    attributes,
    contestedInstances: contestedInstances(await readInstanceClaims(connection, window), window),
    claims,
    shared: sharedServices(map, await query<AddressKind>(connection, sql.address_kinds, { ...window })),
    replicated: replicatedServices(map, attributes),
    namings: await readNamings(connection, window),
  };
}

/** What the records that are valid in a window say of the services. */
export async function readClaims(connection: DuckDBConnection, window: TimeWindow): Promise<readonly AttributeClaim[]> {
  const rows = await query<ClaimRow>(connection, sql.attribute_claims, { ...window });
  return rows.map((row) => claimOf({ ...row, instance: null }));
}

async function readNamings(connection: DuckDBConnection, window: TimeWindow): Promise<readonly ServiceNaming[]> {
  const rows = await query<NamingRow>(connection, sql.service_namings, { ...window });
  return rows.map(({ evidence_id: source, line, path, ...row }) => ({ ...row, citation: { source, path, line } }));
}

interface NamingRow {
  readonly service: string;
  readonly rule: string | null;
  readonly evidence_id: number;
  readonly line: number;
  readonly path: string;
}

async function readInstanceClaims(
  connection: DuckDBConnection,
  window: TimeWindow,
): Promise<readonly AttributeClaim[]> {
  const rows = await query<ClaimRow & { readonly instance: string }>(connection, sql.instance_claims, { ...window });
  return rows.map(claimOf);
}

interface ClaimRow {
  readonly service: string;
  readonly kind: AttributeKind;
  readonly value: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly evidence_id: number;
  readonly line: number;
  readonly path: string;
}

function claimOf({ evidence_id: source, line, path, ...row }: ClaimRow & { readonly instance: string | null }) {
  return { ...row, citation: { source, path, line } };
}
