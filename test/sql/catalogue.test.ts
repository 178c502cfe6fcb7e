import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCase, isStale, openCase } from '../../main/engine/case/case-file.ts';
import { buildMap } from '../../main/engine/case/build-map.ts';
import type { Database } from '../../main/engine/database/connection.ts';
import { execute, query, type Parameter } from '../../main/engine/database/query.ts';
import {
  buildSteps,
  caseTables,
  readingRelations,
  sql,
  takingRelations,
  type SqlName,
} from '../../main/engine/sql/catalogue.ts';
import { FLEET, REQUESTS, RESPONSES, at } from '../engine-kit/fleet.ts';
import { csv, withCase, withFolder } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../main/engine/sql/', import.meta.url));

/** The columns that the program reads of each query. */
const COLUMNS: Readonly<Partial<Record<SqlName, string>>> = {
  address_kinds: 'service kind',
  answer_ttl: 'client server seconds',
  attribute_claims: 'service kind value from to evidence_id line path',
  balance: 'check expected found',
  carried_dependencies: 'client server first_seen last_seen',
  case_span: 'first last',
  comparison_logs: 'path spans clients',
  comparison_owners: 'segment key region subscription name source path line treeSource treePath treeLine',
  comparison_paths: 'source path',
  comparison_records: 'lookup source path line',
  covered_services: 'id covered',
  dependencies_between: 'client server lookups contested failures first_seen last_seen',
  dossier_instances: 'client server lookups',
  dossier_lookup: 'lookup_id time contested failures found all_lookups all_contested all_failures first_seen last_seen',
  evidence_file: 'path sha256 wrapper encoding',
  evidence_rejects: 'line reason',
  evidence_skips: 'evidence_id reason records',
  evidence_sources:
    'evidence_id path sha256 bytes format wrapper kind assumed lines records header blank problem accepted repeated rejected first_time last_time',
  failed_intervals: 'service needed from to uses failures step evidence_id line path',
  failing_intervals:
    'service subject kind status from to after sampled severity events step message evidence_id line path',
  failures_between: 'client server code failures',
  first_rejects: 'evidence_id line reason',
  flows_between: 'client server from region lookups contested first_seen last_seen',
  instance_claims: 'service instance kind value from to evidence_id line path',
  runtime_doubts: 'name instances from to',
  runtime_instances: 'name service instance',
  sender_uses: 'nth way service runtime uses within last path evidence_id line',
  stand_ins: 'nth instance region names held_path held_evidence_id held_line way times path evidence_id line beats_as',
  heartbeat_activity: 'nth what before within goes_on first last path evidence_id line',
  heartbeat_gaps:
    'pair last_beat to last missed step lost_on_way restarted before after evidence_id line path next_evidence_id next_line next_path',
  heartbeat_lane_acts: 'runtime bucket lookups connections',
  heartbeat_lane_beats: 'runtime bucket beats',
  infrastructure_between: 'kind lookups',
  infrastructure_left_out: 'source path reason records',
  infrastructure_subjects:
    'kind by_source subject lookups first_seen last_seen name source path line mark_source mark_path mark_line word',
  infrastructure_suspects: 'service servers services lookups',
  service_namings: 'service rule evidence_id line path',
  time_offsets: 'told a b seen asked names rival middle low high',
  heartbeat_pairs:
    'pair emitter detector period told_by received missed lost_on_way unsent beats heard_from last_beat heard_to',
  runtime_owners: 'name rank service from to',
  runtime_validity: 'name machine evidence_id line path from to',
  instances_between: 'client client_instance server server_instance lookups first_seen last_seen',
  known_dependencies: 'client server',
  line_offset: 'line byte_offset',
  lookup_records:
    'at source name type request_evidence_id request_record request_line response_code address response_evidence_id response_record response_line client_segment server_segment region',
  map_digest: 'facts outcomes connections',
  name_addresses: 'address server_segment response_evidence_id response_record response_line',
  watch_spans: 'service from to',
  carried_connections: 'client server first_seen last_seen',
  connection_outcomes_between: 'outcome connections seen',
  connection_records: 'role evidence_id record line time host said',
  connections_between: 'client server connections contested shared first_seen last_seen',
  declared_between: 'client server path evidence_id line known',
  dossier_connection:
    'found all_connections first_seen last_seen contested first last protocol client_address client_port server_address server_port client_segment server_segment decided_by shared connections records client_process client_pid server_process server_pid',
  dossier_declarations: 'evidence_id record line valid_from valid_to',
  dossier_processes: 'client_process server_process server_port protocol decided_by connections',
  dossier_shared: 'address connections',
  processes_between:
    'client client_instance client_process client_pid server server_instance server_process server_pid server_port protocol connections first_seen last_seen',
  timeline_connections: 'bucket connections',
  socket_covered_services: 'id covered',
  logs_between: 'sockets dns',
  pairs_at_servers: 'client server',
  audit_lookups: 'client server covered listed evidence_id path line',
  audit_connections: 'client server evidence_id path line',
  connected_ports:
    'client server protocol port client_traits server_traits client_address server_address front front_traits front_evidence_id front_path front_line connections first_seen last_seen evidence_id path line',
  undirected_between: 'one other connections first_seen last_seen',
  outcomes_between: 'outcome response_code lookups',
  plan_instances: 'service region instance',
  policy_documents: 'dialect name body cluster from to evidence_id line path',
  policy_subjects: 'service namespace traits',
  policy_subject_changes: 'kind subject traits from to',
  service_addresses: 'service address',
  policy_rules: 'action from_kind from_value to_kind to_value from to evidence_id line path',
  regions_between: 'client server region lookups',
  remarks: 'remark',
  saved_plans: 'id name saved_at digest question plan signatures done',
  search: 'kind text service detail',
  segment_owners:
    'key subscription_id resource_id service service_name evidence_id record line own_from own_to tree_evidence_id tree_record tree_line tree_from tree_to',
  service_attributes: 'service kind value from to',
  service_names: 'id name',
  snapshot_hosts: 'hosts',
  services_between: 'id name regions instances parent assumed',
  assumed_services: 'id',
  timeline_failing: 'bucket failing',
  timeline_lookups: 'bucket lookups failures',
};
/** Queries that are statements, or ask temporary tables that are named by the statement before. */
const STATEMENTS: readonly SqlName[] = [
  'comparison_ends',
  'comparison_instances',
  'comparison_legs',
  'comparison_lend',
  'comparison_services',
  'comparison_state',
  'comparison_take',
  'comparison_tree',
  'comparison_uses',
  'write_map_parquet',
];

const TEXT = new Set([
  'client',
  'server',
  'name',
  'text',
  'services',
  'region',
  'asked_from',
  'client_address',
  'server_address',
]);
const parametersOf = (text: string): Record<string, Parameter> =>
  Object.fromEntries(
    [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => [name, name === 'list' ? '[1]' : TEXT.has(name) ? 'web' : 1]),
  );

describe('the catalogue of SQL', () => {
  it('holds every .sql file of the engine under its name, and nothing else', async () => {
    const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.sql'));
    expect(files.map((path) => basename(path, '.sql')).sort()).toEqual(Object.keys(sql).sort());
    for (const path of files) {
      expect(sql[basename(path, '.sql') as SqlName], path).toBe(await readFile(`${folder}${path}`, 'utf8'));
    }
  });

  it('says of every file in its first line what it gives', () => {
    for (const [name, text] of Object.entries(sql)) expect(text, name).toMatch(/^-- \S.*[.:;]?\n/);
  });

  it('names each relation that it makes after its file', () => {
    const making = [...takingRelations, ...caseTables, ...readingRelations, ...buildSteps.map(([name]) => name)];
    for (const name of making) {
      const made = /create (?:or replace )?(?:temp )?(?:table|view|macro) (?:if not exists )?(\w+)/.exec(
        sql[name],
      )?.[1];
      if (made !== undefined && made !== 'build_state') expect(made).toBe(name);
    }
  });
});

describe('a case without any evidence', () => {
  let database: Database;
  let done: Promise<void>;
  beforeAll(() => {
    done = withFolder(async (path) => {
      await (await createCase({ path: `${path}/empty.aftermap`, mode: 'write', evidence: [] })).close();
      database = await openCase({ path: `${path}/empty.aftermap`, mode: 'write', evidence: [] });
      await buildMap(database.connection, () => undefined);
      await database.close();
      database = await openCase({ path: `${path}/empty.aftermap`, mode: 'read', evidence: [] });
    });
    return done;
  });
  afterAll(() => database.close());

  it('is built, and holds nothing', async () => {
    expect(await query(database.connection, 'from lookup')).toEqual([]);
    expect(await query(database.connection, 'from dependency_minute')).toEqual([]);
    expect(await isStale(database.connection)).toBe(false);
  });
});

describe('the queries', () => {
  it('are all stated here', async () => {
    const files = (await readdir(`${folder}queries`)).map((path) => basename(path, '.sql') as SqlName);
    const stated = [...Object.keys(COLUMNS), ...STATEMENTS];
    expect(files.filter((name) => !stated.includes(name) && name !== 'previous_owner')).toEqual([]);
  });

  it('give the columns that the program reads, on a case with a lookup and a failing service', async () => {
    const files = {
      ...FLEET,
      'requests.csv': csv(
        REQUESTS,
        `${at('10:00:00')},q1,c-web,shop.example,A`,
        `${at('10:01:00')},q2,c-web,shop.example,A`,
      ),
      'responses.csv': csv(RESPONSES, `${at('10:00:00')},q1,c-web,shop.example,A,NOERROR,10.0.0.2`),
      'health.csv': csv('timestamp,service_id,status', `${at('10:00:30')},shop,error`),
    };
    await withCase(files, async ({ call, casePath }) => {
      await call('case.close', {});
      const database = await openCase({ path: casePath, mode: 'read', evidence: [] });
      try {
        for (const [name, columns] of Object.entries(COLUMNS)) {
          const text = sql[name as SqlName];
          const reader = await database.connection.runAndReadAll(text, parametersOf(text));
          expect(reader.columnNames(), name).toEqual(expect.arrayContaining(columns.split(' ')));
          for (const column of reader.columnNames())
            expect(
              reader.columnNames().filter((one) => one === column),
              name,
            ).toHaveLength(1);
        }
      } finally {
        await database.close();
      }
    });
  });
});

describe('the text of the statements', () => {
  it('is bound, never pasted: what a file is called and what is searched for is only ever a value', async () => {
    await withCase(
      { ...FLEET, "it's; drop table evidence.csv": FLEET['tree.csv'] ?? '' },
      async ({ call, sources }) => {
        expect(sources).toHaveLength(4);
        expect((await call('search.find', { text: "'; drop table lookup; --", limit: 5 })).hits).toEqual([]);
        expect((await call('case.summary', {})).sources).toHaveLength(3);
      },
    );
  });

  it('is quoted where a statement has to name a file', async () => {
    await withCase({ "o'clock.csv": FLEET['tree.csv'] ?? '' }, async ({ sources, call }) => {
      expect(sources[0]).toMatchObject({ accepted: 3, problem: null });
      expect((await call('evidence.read', { source: 1, line: 2 })).raw).toBe('web,Web,sub-web,,');
    });
  });
});

it('gives an error that holds the statement which failed', async () => {
  await withFolder(async (path) => {
    const database = await createCase({ path: `${path}/x.aftermap`, mode: 'write', evidence: [] });
    await expect(execute(database.connection, 'select nothing_such')).rejects.toThrow('select nothing_such');
    await database.close();
  });
});
