import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dossier, DossierStep } from '../../../shared/model/dossier.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import type { RecordReader } from '../evidence/read-record.ts';
import { sql } from '../sql/catalogue.ts';
import { readConnectionDossier } from './connection-dossier.ts';
import { readHeard, readSocketLogged } from './coverage.ts';
import { owners, type OwnerRow } from './owners.ts';

interface SeenRow {
  readonly lookup_id: number;
  readonly time: number;
  readonly contested: number;
  readonly failures: number;
  readonly found: number;
  readonly all_lookups: number;
  readonly all_contested: number;
  readonly all_failures: number;
  readonly first_seen: number;
  readonly last_seen: number;
}

interface RecordRow {
  readonly at: number;
  readonly source: string;
  readonly name: string;
  readonly type: string;
  readonly request_evidence_id: number | null;
  readonly request_record: number | null;
  readonly request_line: number | null;
  readonly response_code: string | null;
  readonly address: string | null;
  readonly response_evidence_id: number | null;
  readonly response_record: number | null;
  readonly response_line: number | null;
  readonly client_segment: number | null;
  readonly server_segment: number | null;
  readonly region: string | null;
}

export interface DossierQuestion {
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly window: TimeWindow;
  /** Which of its lookups in the window, in time order, from 0. */
  readonly index: number;
  /** Which of its connections that reach into the window, in time order, from 0 (unset: the first). */
  readonly connection?: number | undefined;
  /** Only its lookups that were answered in this region. */
  readonly region?: string | undefined;
  /** Only its lookups that were asked from this region. */
  readonly askedFrom?: string | undefined;
}

/** Why a dependency is in the map: one of its lookups in the window, followed to its request, response, inventory and service-tree records. */
export async function readDossier(
  connection: DuckDBConnection,
  records: RecordReader,
  question: DossierQuestion,
): Promise<Dossier> {
  const { client, server, window, index, region = null, askedFrom = null } = question;
  const pair = { client, server, from: window.from, to: window.to, region, asked_from: askedFrom };
  const seen = (await query<SeenRow>(connection, sql.dossier_lookup, { ...pair, index }))[0];
  const instances = await query<{ client: string; server: string; lookups: number }>(
    connection,
    sql.dossier_instances,
    pair,
  );
  return {
    client,
    server,
    index,
    count: seen?.found ?? 0,
    lookups: seen?.all_lookups ?? 0,
    contested: seen?.all_contested ?? 0,
    failures: seen?.all_failures ?? 0,
    firstSeen: seen?.first_seen ?? null,
    lastSeen: seen?.last_seen ?? null,
    instances,
    lookup: seen ? await followLookup(connection, records, seen, question) : null,
    ...(await readConnectionDossier(connection, records, question)),
    declarations: await readDeclarations(connection, records, question),
    covered: await readCovered(connection, question),
  };
}

/** Which witness could have seen the dependency in the window. */
async function readCovered(
  connection: DuckDBConnection,
  { client, server, window }: DossierQuestion,
): Promise<NonNullable<Dossier['covered']>> {
  const heard = await readHeard(connection, window);
  const logged = await readSocketLogged(connection, window);
  return {
    dns: heard.get(client) === true,
    connection: logged.get(client) === true || logged.get(server) === true,
  };
}

const MOST_DECLARATIONS = 10;

/** The records that declare the dependency for some time of the window. */
async function readDeclarations(
  connection: DuckDBConnection,
  records: RecordReader,
  { client, server, window }: DossierQuestion,
): Promise<NonNullable<Dossier['declarations']>> {
  const rows = await query<{
    evidence_id: number;
    record: number | null;
    line: number;
    valid_from: number | null;
    valid_to: number | null;
  }>(connection, sql.dossier_declarations, { client, server, ...window, limit: MOST_DECLARATIONS });
  const declarations = [];
  for (const row of rows) {
    const record = await records.read(row.evidence_id, row.line, row.record);
    declarations.push({ validFrom: row.valid_from, validTo: row.valid_to, record });
  }
  return declarations;
}

async function followLookup(
  connection: DuckDBConnection,
  records: RecordReader,
  seen: SeenRow,
  { client, server, region }: DossierQuestion,
): Promise<Dossier['lookup']> {
  const rows = await query<RecordRow>(connection, sql.lookup_records, { lookup: seen.lookup_id });
  const first = rows[0];
  if (!first) return null;
  const seenAs = seen.failures > 0 ? 'failure' : seen.contested > 0 ? 'contested' : 'lookup';
  const steps: DossierStep[] = [];
  const add = async (
    role: DossierStep['role'],
    text: string,
    source: number,
    line: number,
    number: number | null,
    valid: readonly [number | null, number | null] = [null, null],
  ) => {
    const record = await records.read(source, line, number);
    steps.push({ role, text, validFrom: valid[0], validTo: valid[1], record });
  };

  if (first.request_evidence_id !== null && first.request_line !== null) {
    await add(
      'request',
      `${first.source} asked for ${first.name} (${first.type})`,
      first.request_evidence_id,
      first.request_line,
      first.request_record,
    );
  }
  const clientOwners = first.client_segment === null ? [] : await owners(connection, first.client_segment, client);
  const answers = await Promise.all(
    rows.map(async (row) => ({
      row,
      owners: row.server_segment === null ? [] : await owners(connection, row.server_segment, server),
    })),
  );
  const owned = answers.filter((candidate) => candidate.owners.length > 0);
  const answer = owned.find(({ row }) => row.region === region) ?? owned[0] ?? answers[0];
  if (answer && answer.row.response_evidence_id !== null && answer.row.response_line !== null) {
    const said = answer.row.address === null ? 'without an address' : answer.row.address;
    await add(
      'response',
      `${answer.row.response_code ?? 'Answer'}: ${said}`,
      answer.row.response_evidence_id,
      answer.row.response_line,
      answer.row.response_record,
    );
  }
  for (const owner of clientOwners) await addOwner(add, 'source', 'client', owner);
  const serverOwners = answer?.owners.length
    ? answer.owners
    : await earlierAnswer(connection, add, first.name, server, seen.time);
  for (const owner of serverOwners) await addOwner(add, 'address', 'server', owner);
  return {
    time: seen.time,
    name: first.name,
    type: first.type,
    responseCode: answer?.row.response_code ?? null,
    seenAs,
    answers: rows.flatMap(({ address }) => (address === null ? [] : [address])),
    steps,
  };
}

type AddStep = (
  role: DossierStep['role'],
  text: string,
  source: number,
  line: number,
  number: number | null,
  valid?: readonly [number | null, number | null],
) => Promise<void>;

async function addOwner(
  add: AddStep,
  inventory: 'source' | 'address',
  tree: 'client' | 'server',
  owner: OwnerRow,
): Promise<void> {
  await add(
    inventory,
    `${owner.key} belongs to subscription ${owner.subscription_id}`,
    owner.evidence_id,
    owner.line,
    owner.record,
    [owner.own_from, owner.own_to],
  );
  if (owner.tree_evidence_id === null || owner.tree_line === null) return;
  await add(
    tree,
    `Subscription ${owner.subscription_id} is ${owner.service_name ?? owner.service ?? 'a service'}`,
    owner.tree_evidence_id,
    owner.tree_line,
    owner.tree_record,
    [owner.tree_from, owner.tree_to],
  );
}

/** The nearest answer that led from the name of a failed lookup to the server: why the failure counts against it. */
async function earlierAnswer(
  connection: DuckDBConnection,
  add: AddStep,
  name: string,
  server: ServiceId,
  at: number,
): Promise<readonly OwnerRow[]> {
  const found = (
    await query<{
      address: string;
      server_segment: number;
      response_evidence_id: number;
      response_record: number;
      response_line: number;
    }>(connection, sql.name_addresses, {
      name,
      server,
      at,
    })
  )[0];
  if (!found) return [];
  await add(
    'response',
    `Elsewhere in the case ${name} was answered with ${found.address}`,
    found.response_evidence_id,
    found.response_line,
    found.response_record,
  );
  return owners(connection, found.server_segment, server);
}
