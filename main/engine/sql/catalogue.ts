import type { Table } from '../adapters/adapter.ts';
import address from './10-raw/address.sql';
import adopt_map from './10-raw/adopt_map.sql';
import build_state from './10-raw/build_state.sql';
import built_tables from './10-raw/built_tables.sql';
import case_info from './10-raw/case_info.sql';
import clear_evidence from './10-raw/clear_evidence.sql';
import clear_unread from './10-raw/clear_unread.sql';
import count_rejects from './10-raw/count_rejects.sql';
import current_map from './10-raw/current_map.sql';
import dns_name from './10-raw/dns_name.sql';
import drop_map from './10-raw/drop_map.sql';
import drop_mapping from './10-raw/drop_mapping.sql';
import drop_plan from './10-raw/drop_plan.sql';
import evidence from './10-raw/evidence.sql';
import evidence_by_hash from './10-raw/evidence_by_hash.sql';
import evidence_hashes from './10-raw/evidence_hashes.sql';
import evidence_options from './10-raw/evidence_options.sql';
import evidence_paths from './10-raw/evidence_paths.sql';
import has_zone from './10-raw/has_zone.sql';
import insert_skip from './10-raw/insert_skip.sql';
import instant from './10-raw/instant.sql';
import ipv6 from './10-raw/ipv6.sql';
import ipv6_groups from './10-raw/ipv6_groups.sql';
import ipv6_hex from './10-raw/ipv6_hex.sql';
import ipv6_text from './10-raw/ipv6_text.sql';
import epoch_instant from './10-raw/epoch_instant.sql';
import iso_instant from './10-raw/iso_instant.sql';
import is_ipv4 from './10-raw/is_ipv4.sql';
import is_numeric_date from './10-raw/is_numeric_date.sql';
import iso_text from './10-raw/iso_text.sql';
import keep_case_info from './10-raw/keep_case_info.sql';
import keep_evidence from './10-raw/keep_evidence.sql';
import keep_mapping from './10-raw/keep_mapping.sql';
import keep_plan from './10-raw/keep_plan.sql';
import keep_unread from './10-raw/keep_unread.sql';
import line_index from './10-raw/line_index.sql';
import make_map from './10-raw/make_map.sql';
import map_schemas from './10-raw/map_schemas.sql';
import mapping from './10-raw/mapping.sql';
import mappings from './10-raw/mappings.sql';
import mark_stale from './10-raw/mark_stale.sql';
import next_evidence from './10-raw/next_evidence.sql';
import numeric_date from './10-raw/numeric_date.sql';
import parquet_columns from './10-raw/parquet_columns.sql';
import parquet_row from './10-raw/parquet_row.sql';
import read_case_info from './10-raw/read_case_info.sql';
import reject from './10-raw/reject.sql';
import response_code_name from './10-raw/response_code_name.sql';
import saved_plan from './10-raw/saved_plan.sql';
import show_table from './10-raw/show_table.sql';
import sign_plan from './10-raw/sign_plan.sql';
import skip from './10-raw/skip.sql';
import stale_build from './10-raw/stale_build.sql';
import unread_evidence from './10-raw/unread_evidence.sql';
import any_row from './15-typed/any_row.sql';
import filled_tables from './15-typed/filled_tables.sql';
import accept_zoneless from './15-typed/accept_zoneless.sql';
import count_raw from './15-typed/count_raw.sql';
import clock_changes from './15-typed/clock_changes.sql';
import date_orders from './15-typed/date_orders.sql';
import dated from './15-typed/dated.sql';
import declare_date_order from './15-typed/declare_date_order.sql';
import declare_skew from './15-typed/declare_skew.sql';
import declare_evidence from './15-typed/declare_evidence.sql';
import declare_first_line from './15-typed/declare_first_line.sql';
import declare_moment from './15-typed/declare_moment.sql';
import declare_zone from './15-typed/declare_zone.sql';
import declare_utc_is_local from './15-typed/declare_utc_is_local.sql';
import distinguishing_dns from './15-typed/distinguishing_dns.sql';
import distinguishing_health from './15-typed/distinguishing_health.sql';
import drop_judged from './15-typed/drop_judged.sql';
import held_rows from './15-typed/held_rows.sql';
import judge_staged from './15-typed/judge_staged.sql';
import judged_count from './15-typed/judged_count.sql';
import judged_reasons from './15-typed/judged_reasons.sql';
import judged_rows from './15-typed/judged_rows.sql';
import judged_state from './15-typed/judged_state.sql';
import keep_snapshot from './15-typed/keep_snapshot.sql';
import keep_snapshot_rows from './15-typed/keep_snapshot_rows.sql';
import load_direct from './15-typed/load_direct.sql';
import load_staged from './15-typed/load_staged.sql';
import moment from './15-typed/moment.sql';
import number_lines from './15-typed/number_lines.sql';
import reject_staged from './15-typed/reject_staged.sql';
import port_number from './15-typed/port_number.sql';
import raw_time from './15-typed/raw_time.sql';
import raw_validity from './15-typed/raw_validity.sql';
import sample_times from './15-typed/sample_times.sql';
import typed_connection from './15-typed/typed_connection.sql';
import typed_declared_dependency from './15-typed/typed_declared_dependency.sql';
import typed_dns_request from './15-typed/typed_dns_request.sql';
import typed_dns_response from './15-typed/typed_dns_response.sql';
import typed_health_event from './15-typed/typed_health_event.sql';
import typed_heartbeat from './15-typed/typed_heartbeat.sql';
import typed_ip_inventory from './15-typed/typed_ip_inventory.sql';
import typed_policy_document from './15-typed/typed_policy_document.sql';
import typed_policy_rule from './15-typed/typed_policy_rule.sql';
import typed_policy_subject from './15-typed/typed_policy_subject.sql';
import typed_service_tree from './15-typed/typed_service_tree.sql';
import typed_vm_inventory from './15-typed/typed_vm_inventory.sql';
import beyond_years from './15-typed/beyond_years.sql';
import own_offset from './15-typed/own_offset.sql';
import unmoved_moment from './15-typed/unmoved_moment.sql';
import valid_from from './15-typed/valid_from.sql';
import valid_to from './15-typed/valid_to.sql';
import validity_reason from './15-typed/validity_reason.sql';
import zoneless_validity from './15-typed/zoneless_validity.sql';
import connection from './20-canonical/connection.sql';
import declared_dependency from './20-canonical/declared_dependency.sql';
import dns_request from './20-canonical/dns_request.sql';
import dns_response from './20-canonical/dns_response.sql';
import health_event from './20-canonical/health_event.sql';
import heartbeat from './20-canonical/heartbeat.sql';
import ip_inventory from './20-canonical/ip_inventory.sql';
import policy_document from './20-canonical/policy_document.sql';
import policy_rule from './20-canonical/policy_rule.sql';
import policy_subject from './20-canonical/policy_subject.sql';
import service_tree from './20-canonical/service_tree.sql';
import snapshot from './20-canonical/snapshot.sql';
import snapshot_row from './20-canonical/snapshot_row.sql';
import vm_inventory from './20-canonical/vm_inventory.sql';
import dependency_lookup from './30-resolve/dependency_lookup.sql';
import equal_content from './30-resolve/equal_content.sql';
import equal_record from './30-resolve/equal_record.sql';
import equal_requests from './30-resolve/equal_requests.sql';
import equal_responses from './30-resolve/equal_responses.sql';
import equal_rows from './30-resolve/equal_rows.sql';
import failed_lookup from './30-resolve/failed_lookup.sql';
import health_moment from './30-resolve/health_moment.sql';
import health_subject from './30-resolve/health_subject.sql';
import kept from './30-resolve/kept.sql';
import lone_response from './30-resolve/lone_response.sql';
import lookup from './30-resolve/lookup.sql';
import lookup_outcome from './30-resolve/lookup_outcome.sql';
import name from './30-resolve/name.sql';
import name_server from './30-resolve/name_server.sql';
import ownership from './30-resolve/ownership.sql';
import pair_by_id from './30-resolve/pair_by_id.sql';
import pair_by_name from './30-resolve/pair_by_name.sql';
import pair_none from './30-resolve/pair_none.sql';
import pair_unanswered from './30-resolve/pair_unanswered.sql';
import pairing from './30-resolve/pairing.sql';
import region from './30-resolve/region.sql';
import resource_behind from './30-resolve/resource_behind.sql';
import request from './30-resolve/request.sql';
import response_code from './30-resolve/response_code.sql';
import reused_request_id from './30-resolve/reused_request_id.sql';
import segment from './30-resolve/segment.sql';
import service_called from './30-resolve/service_called.sql';
import segment_owner from './30-resolve/segment_owner.sql';
import segment_service from './30-resolve/segment_service.sql';
import service from './30-resolve/service.sql';
import address_class from './30-resolve/address_class.sql';
import shared_address from './30-resolve/shared_address.sql';
import well_known_port from './30-resolve/well_known_port.sql';
import short_protocol from './30-resolve/short_protocol.sql';
import socket_list from './30-resolve/socket_list.sql';
import socket_text from './30-resolve/socket_text.sql';
import socket_process from './30-resolve/socket_process.sql';
import connection_ends from './30-resolve/connection_ends.sql';
import translated_ends from './30-resolve/translated_ends.sql';
import socket_record from './30-resolve/socket_record.sql';
import host_address from './30-resolve/host_address.sql';
import host_pair from './30-resolve/host_pair.sql';
import socket_ends from './30-resolve/socket_ends.sql';
import connection_use from './30-resolve/connection_use.sql';
import ambiguous_address from './30-resolve/ambiguous_address.sql';
import ambiguous_pair from './30-resolve/ambiguous_pair.sql';
import end_candidates from './30-resolve/end_candidates.sql';
import end_owner from './30-resolve/end_owner.sql';
import endpoint from './30-resolve/endpoint.sql';
import listener from './30-resolve/listener.sql';
import sighting from './30-resolve/sighting.sql';
import folded_connection from './30-resolve/folded_connection.sql';
import seen_connection from './30-resolve/seen_connection.sql';
import socket_log from './30-resolve/socket_log.sql';
import snapshot_log from './30-resolve/snapshot_log.sql';
import successive from './30-resolve/successive.sql';
import snapshot_host from './30-resolve/snapshot_host.sql';
import dependency_connection from './30-resolve/dependency_connection.sql';
import connection_minute from './40-facts/connection_minute.sql';
import connection_hour from './40-facts/connection_hour.sql';
import connection_outcome_minute from './40-facts/connection_outcome_minute.sql';
import socket_coverage from './40-facts/socket_coverage.sql';
import captured_state from './30-resolve/captured_state.sql';
import settle_captured from './30-resolve/settle_captured.sql';
import settle_ip_inventory from './30-resolve/settle_ip_inventory.sql';
import settle_service_tree from './30-resolve/settle_service_tree.sql';
import settle_policy_document from './30-resolve/settle_policy_document.sql';
import settle_policy_subject from './30-resolve/settle_policy_subject.sql';
import settle_vm_inventory from './30-resolve/settle_vm_inventory.sql';
import assumed_validity from './30-resolve/assumed_validity.sql';
import time_offset from './30-resolve/time_offset.sql';
import snapshot_lack from './30-resolve/snapshot_lack.sql';
import snapshot_round from './30-resolve/snapshot_round.sql';
import snapshot_sighting from './30-resolve/snapshot_sighting.sql';
import snapshot_validity from './30-resolve/snapshot_validity.sql';
import dependency_hour from './40-facts/dependency_hour.sql';
import dependency_minute from './40-facts/dependency_minute.sql';
import evidence_count from './40-facts/evidence_count.sql';
import failed_interval from './40-facts/failed_interval.sql';
import failing_interval from './40-facts/failing_interval.sql';
import failure_minute from './40-facts/failure_minute.sql';
import log_client from './40-facts/log_client.sql';
import log_span from './40-facts/log_span.sql';
import outcome_minute from './40-facts/outcome_minute.sql';
import presence from './40-facts/presence.sql';
import watch_span from './40-facts/watch_span.sql';
import address_kinds from './queries/address_kinds.sql';
import answer_ttl from './queries/answer_ttl.sql';
import assumed_services from './queries/assumed_services.sql';
import attribute_claims from './queries/attribute_claims.sql';
import balance from './queries/balance.sql';
import connections_between from './queries/connections_between.sql';
import connected_ports from './queries/connected_ports.sql';
import connection_outcomes_between from './queries/connection_outcomes_between.sql';
import undirected_between from './queries/undirected_between.sql';
import carried_connections from './queries/carried_connections.sql';
import declared_between from './queries/declared_between.sql';
import processes_between from './queries/processes_between.sql';
import timeline_connections from './queries/timeline_connections.sql';
import dossier_connection from './queries/dossier_connection.sql';
import dossier_declarations from './queries/dossier_declarations.sql';
import dossier_processes from './queries/dossier_processes.sql';
import dossier_shared from './queries/dossier_shared.sql';
import connection_records from './queries/connection_records.sql';
import socket_covered_services from './queries/socket_covered_services.sql';
import audit_lookups from './queries/audit_lookups.sql';
import audit_connections from './queries/audit_connections.sql';
import carried_dependencies from './queries/carried_dependencies.sql';
import case_span from './queries/case_span.sql';
import comparison_ends from './queries/comparison_ends.sql';
import comparison_instances from './queries/comparison_instances.sql';
import comparison_legs from './queries/comparison_legs.sql';
import comparison_lend from './queries/comparison_lend.sql';
import comparison_logs from './queries/comparison_logs.sql';
import comparison_owners from './queries/comparison_owners.sql';
import comparison_paths from './queries/comparison_paths.sql';
import comparison_records from './queries/comparison_records.sql';
import comparison_services from './queries/comparison_services.sql';
import comparison_state from './queries/comparison_state.sql';
import comparison_take from './queries/comparison_take.sql';
import comparison_tree from './queries/comparison_tree.sql';
import comparison_uses from './queries/comparison_uses.sql';
import covered_services from './queries/covered_services.sql';
import dependencies_between from './queries/dependencies_between.sql';
import dossier_instances from './queries/dossier_instances.sql';
import dossier_lookup from './queries/dossier_lookup.sql';
import evidence_file from './queries/evidence_file.sql';
import evidence_rejects from './queries/evidence_rejects.sql';
import evidence_skips from './queries/evidence_skips.sql';
import evidence_sources from './queries/evidence_sources.sql';
import failed_intervals from './queries/failed_intervals.sql';
import failing_intervals from './queries/failing_intervals.sql';
import failures_between from './queries/failures_between.sql';
import first_rejects from './queries/first_rejects.sql';
import flows_between from './queries/flows_between.sql';
import instance_claims from './queries/instance_claims.sql';
import instances_between from './queries/instances_between.sql';
import known_dependencies from './queries/known_dependencies.sql';
import line_offset from './queries/line_offset.sql';
import logs_between from './queries/logs_between.sql';
import lookup_records from './queries/lookup_records.sql';
import map_digest from './queries/map_digest.sql';
import name_addresses from './queries/name_addresses.sql';
import outcomes_between from './queries/outcomes_between.sql';
import pairs_at_servers from './queries/pairs_at_servers.sql';
import plan_instances from './queries/plan_instances.sql';
import policy_documents from './queries/policy_documents.sql';
import policy_rules from './queries/policy_rules.sql';
import policy_subject_changes from './queries/policy_subject_changes.sql';
import policy_subjects from './queries/policy_subjects.sql';
import previous_owner from './queries/previous_owner.sql';
import regions_between from './queries/regions_between.sql';
import remarks from './queries/remarks.sql';
import snapshot_hosts from './queries/snapshot_hosts.sql';
import saved_plans from './queries/saved_plans.sql';
import search from './queries/search.sql';
import segment_owners from './queries/segment_owners.sql';
import service_addresses from './queries/service_addresses.sql';
import service_attributes from './queries/service_attributes.sql';
import service_names from './queries/service_names.sql';
import services_between from './queries/services_between.sql';
import timeline_failing from './queries/timeline_failing.sql';
import timeline_lookups from './queries/timeline_lookups.sql';
import watch_spans from './queries/watch_spans.sql';
import write_map_parquet from './queries/write_map_parquet.sql';
import runtime from './30-resolve/runtime.sql';
import record_cluster from './30-resolve/record_cluster.sql';
import runtime_held from './30-resolve/runtime_held.sql';
import runtime_owner from './30-resolve/runtime_owner.sql';
import runtime_key from './30-resolve/runtime_key.sql';
import runtime_act from './30-resolve/runtime_act.sql';
import beat from './30-resolve/beat.sql';
import heartbeat_pair from './40-facts/heartbeat_pair.sql';
import heartbeat_gap from './40-facts/heartbeat_gap.sql';
import heartbeat_pairs from './queries/heartbeat_pairs.sql';
import heartbeat_gaps from './queries/heartbeat_gaps.sql';
import heartbeat_activity from './queries/heartbeat_activity.sql';
import sender_uses from './queries/sender_uses.sql';
import stand_ins from './queries/stand_ins.sql';
import runtime_doubts from './queries/runtime_doubts.sql';
import runtime_instances from './queries/runtime_instances.sql';
import heartbeat_lane_beats from './queries/heartbeat_lane_beats.sql';
import heartbeat_lane_acts from './queries/heartbeat_lane_acts.sql';
import runtime_owners from './queries/runtime_owners.sql';
import runtime_validity from './queries/runtime_validity.sql';
import infrastructure_kind from './30-resolve/infrastructure_kind.sql';
import infrastructure_address from './30-resolve/infrastructure_address.sql';
import forwarder from './30-resolve/forwarder.sql';
import aside_lookup from './30-resolve/aside_lookup.sql';
import set_aside from './30-resolve/set_aside.sql';
import infrastructure_name from './30-resolve/infrastructure_name.sql';
import aside_names from './30-resolve/aside_names.sql';
import infrastructure_between from './queries/infrastructure_between.sql';
import infrastructure_subjects from './queries/infrastructure_subjects.sql';
import infrastructure_suspects from './queries/infrastructure_suspects.sql';
import infrastructure_left_out from './queries/infrastructure_left_out.sql';
import service_namings from './queries/service_namings.sql';
import time_offsets from './queries/time_offsets.sql';

/** Every SQL text of the program by its name: for tables, views and macros, the name of the relation. */
export const sql = {
  address,
  adopt_map,
  build_state,
  built_tables,
  case_info,
  clear_evidence,
  clear_unread,
  count_rejects,
  current_map,
  dns_name,
  drop_map,
  drop_mapping,
  drop_plan,
  evidence,
  evidence_by_hash,
  evidence_hashes,
  evidence_options,
  evidence_paths,
  has_zone,
  insert_skip,
  instant,
  ipv6,
  ipv6_groups,
  ipv6_hex,
  ipv6_text,
  epoch_instant,
  iso_instant,
  is_ipv4,
  is_numeric_date,
  iso_text,
  keep_case_info,
  keep_evidence,
  keep_mapping,
  keep_plan,
  keep_unread,
  line_index,
  make_map,
  map_schemas,
  mapping,
  mappings,
  mark_stale,
  next_evidence,
  numeric_date,
  parquet_columns,
  parquet_row,
  read_case_info,
  reject,
  response_code_name,
  saved_plan,
  show_table,
  sign_plan,
  skip,
  stale_build,
  unread_evidence,
  any_row,
  filled_tables,
  accept_zoneless,
  count_raw,
  clock_changes,
  date_orders,
  dated,
  declare_date_order,
  declare_evidence,
  declare_first_line,
  declare_moment,
  declare_skew,
  declare_zone,
  declare_utc_is_local,
  distinguishing_dns,
  distinguishing_health,
  drop_judged,
  held_rows,
  judge_staged,
  judged_count,
  judged_reasons,
  judged_rows,
  judged_state,
  keep_snapshot,
  keep_snapshot_rows,
  load_direct,
  load_staged,
  moment,
  number_lines,
  port_number,
  raw_time,
  raw_validity,
  sample_times,
  reject_staged,
  typed_connection,
  typed_declared_dependency,
  typed_dns_request,
  typed_dns_response,
  typed_health_event,
  typed_heartbeat,
  typed_ip_inventory,
  typed_policy_document,
  typed_policy_rule,
  typed_policy_subject,
  typed_service_tree,
  typed_vm_inventory,
  beyond_years,
  own_offset,
  unmoved_moment,
  valid_from,
  valid_to,
  validity_reason,
  zoneless_validity,
  connection,
  declared_dependency,
  dns_request,
  dns_response,
  health_event,
  heartbeat,
  ip_inventory,
  policy_document,
  policy_rule,
  policy_subject,
  service_tree,
  vm_inventory,
  snapshot,
  snapshot_row,
  dependency_lookup,
  equal_content,
  equal_record,
  equal_requests,
  equal_responses,
  equal_rows,
  failed_lookup,
  health_moment,
  health_subject,
  kept,
  lone_response,
  lookup,
  lookup_outcome,
  name,
  name_server,
  ownership,
  pair_by_id,
  pair_by_name,
  pair_none,
  pair_unanswered,
  pairing,
  region,
  resource_behind,
  request,
  response_code,
  reused_request_id,
  segment,
  service_called,
  segment_owner,
  segment_service,
  service,
  address_class,
  shared_address,
  well_known_port,
  short_protocol,
  socket_list,
  socket_text,
  socket_process,
  connection_ends,
  translated_ends,
  socket_record,
  host_address,
  host_pair,
  socket_ends,
  connection_use,
  ambiguous_address,
  ambiguous_pair,
  end_candidates,
  end_owner,
  endpoint,
  listener,
  sighting,
  folded_connection,
  seen_connection,
  socket_log,
  snapshot_log,
  successive,
  snapshot_host,
  dependency_connection,
  connection_minute,
  connection_hour,
  connection_outcome_minute,
  socket_coverage,
  runtime,
  record_cluster,
  runtime_held,
  runtime_owner,
  runtime_key,
  runtime_act,
  beat,
  heartbeat_pair,
  heartbeat_gap,
  captured_state,
  settle_captured,
  settle_ip_inventory,
  settle_service_tree,
  settle_policy_document,
  settle_policy_subject,
  settle_vm_inventory,
  assumed_validity,
  snapshot_lack,
  snapshot_round,
  snapshot_sighting,
  snapshot_validity,
  time_offset,
  dependency_hour,
  dependency_minute,
  evidence_count,
  failed_interval,
  failing_interval,
  failure_minute,
  log_client,
  log_span,
  outcome_minute,
  presence,
  watch_span,
  address_kinds,
  answer_ttl,
  assumed_services,
  attribute_claims,
  balance,
  connections_between,
  connected_ports,
  connection_outcomes_between,
  undirected_between,
  carried_connections,
  declared_between,
  processes_between,
  timeline_connections,
  dossier_connection,
  dossier_declarations,
  dossier_processes,
  dossier_shared,
  connection_records,
  socket_covered_services,
  audit_lookups,
  audit_connections,
  carried_dependencies,
  case_span,
  comparison_ends,
  comparison_instances,
  comparison_legs,
  comparison_lend,
  comparison_logs,
  comparison_owners,
  comparison_paths,
  comparison_records,
  comparison_services,
  comparison_state,
  comparison_take,
  comparison_tree,
  comparison_uses,
  covered_services,
  dependencies_between,
  dossier_instances,
  dossier_lookup,
  evidence_file,
  evidence_rejects,
  evidence_skips,
  evidence_sources,
  failed_intervals,
  failing_intervals,
  failures_between,
  first_rejects,
  flows_between,
  instance_claims,
  heartbeat_pairs,
  heartbeat_gaps,
  heartbeat_activity,
  sender_uses,
  stand_ins,
  runtime_doubts,
  runtime_instances,
  heartbeat_lane_beats,
  heartbeat_lane_acts,
  runtime_owners,
  runtime_validity,
  service_namings,
  time_offsets,
  instances_between,
  known_dependencies,
  line_offset,
  logs_between,
  lookup_records,
  map_digest,
  name_addresses,
  outcomes_between,
  pairs_at_servers,
  plan_instances,
  policy_documents,
  policy_rules,
  policy_subject_changes,
  policy_subjects,
  previous_owner,
  regions_between,
  remarks,
  snapshot_hosts,
  saved_plans,
  search,
  segment_owners,
  service_addresses,
  service_attributes,
  service_names,
  services_between,
  timeline_failing,
  timeline_lookups,
  watch_spans,
  write_map_parquet,
  infrastructure_kind,
  infrastructure_address,
  forwarder,
  aside_lookup,
  set_aside,
  infrastructure_name,
  aside_names,
  infrastructure_between,
  infrastructure_subjects,
  infrastructure_suspects,
  infrastructure_left_out,
} as const;

export type SqlName = keyof typeof sql;

/** A table of a case that evidence fills. */
export type CaseTable = Table | 'snapshot';

/** The text with `{table}` filled in by the name of a canonical table. */
export function forTable(name: SqlName, table: CaseTable): string {
  return sql[name].replaceAll('{table}', table);
}

/** What turns raw text into typed records, in the order in which the macros need each other. */
export const takingRelations = [
  'has_zone',
  'iso_text',
  'epoch_instant',
  'iso_instant',
  'instant',
  'is_numeric_date',
  'numeric_date',
  'dated',
  'beyond_years',
  'own_offset',
  'unmoved_moment',
  'moment',
  'dns_name',
  'response_code_name',
  'is_ipv4',
  'ipv6_hex',
  'ipv6_groups',
  'ipv6_text',
  'ipv6',
  'address',
  'valid_from',
  'valid_to',
  'validity_reason',
  'zoneless_validity',
  'held_rows',
  'raw_time',
  'raw_validity',
  'port_number',
  'typed_dns_request',
  'typed_dns_response',
  'typed_vm_inventory',
  'typed_ip_inventory',
  'typed_service_tree',
  'typed_declared_dependency',
  'typed_health_event',
  'typed_connection',
  'typed_heartbeat',
  'typed_policy_rule',
  'typed_policy_document',
  'typed_policy_subject',
] as const satisfies readonly SqlName[];

/** What every case holds from its making on. */
export const caseTables = [
  'case_info',
  'build_state',
  'evidence',
  'line_index',
  'reject',
  'skip',
  'dns_request',
  'dns_response',
  'vm_inventory',
  'ip_inventory',
  'service_tree',
  'declared_dependency',
  'health_event',
  'connection',
  'heartbeat',
  'policy_rule',
  'policy_document',
  'policy_subject',
  'saved_plan',
  'mapping',
  'snapshot',
  'snapshot_row',
] as const satisfies readonly SqlName[];

/**
 * From canonical tables to facts, in order, with words for the progress line; with tables, only where one of them holds anything (what they fill is there and
 * empty then). `{table}` is the first of them.
 */
export const buildSteps = [
  ['snapshot_round', 'Comparing snapshots of the fleet', 'snapshot'],
  ['snapshot_sighting', 'Comparing snapshots of the fleet', 'snapshot'],
  ['snapshot_validity', 'Comparing snapshots of the fleet', 'snapshot'],
  ['snapshot_lack', 'Comparing snapshots of the fleet', 'snapshot'],
  ['assumed_validity', 'Comparing snapshots of the fleet', 'snapshot'],
  ['settle_vm_inventory', 'Comparing snapshots of the fleet', 'snapshot'],
  ['settle_ip_inventory', 'Comparing snapshots of the fleet', 'snapshot'],
  ['settle_service_tree', 'Comparing snapshots of the fleet', 'snapshot'],
  ['settle_policy_document', 'Comparing snapshots of the fleet', 'snapshot'],
  ['settle_policy_subject', 'Comparing snapshots of the fleet', 'snapshot'],
  ['captured_state', 'Reading the inventories', 'vm_inventory'],
  ['settle_captured', 'Reading the inventories', 'vm_inventory'],
  ['settle_captured', 'Reading the inventories', 'ip_inventory'],
  ['settle_captured', 'Reading the inventories', 'service_tree'],
  ['settle_captured', 'Reading the inventories', 'policy_subject'],
  ['equal_content', 'Looking for repeated records'],
  ['equal_requests', 'Looking for repeated records', 'dns_request'],
  ['equal_responses', 'Looking for repeated records', 'dns_response'],
  ['equal_rows', 'Looking for repeated records', 'vm_inventory'],
  ['equal_rows', 'Looking for repeated records', 'ip_inventory'],
  ['equal_rows', 'Looking for repeated records', 'service_tree'],
  ['equal_rows', 'Looking for repeated records', 'declared_dependency'],
  ['equal_rows', 'Looking for repeated records', 'health_event'],
  ['equal_rows', 'Looking for repeated records', 'connection'],
  ['equal_rows', 'Looking for repeated records', 'heartbeat'],
  ['equal_rows', 'Looking for repeated records', 'policy_rule'],
  ['equal_rows', 'Looking for repeated records', 'policy_document'],
  ['equal_rows', 'Looking for repeated records', 'policy_subject'],
  ['equal_record', 'Looking for repeated records'],
  ['kept', 'Looking for repeated records'],
  ['time_offset', 'Comparing the clocks of sources'],
  ['resource_behind', 'Reading the inventories', 'policy_subject'],
  ['service', 'Reading the service tree'],
  ['region', 'Reading the inventories'],
  ['ownership', 'Reading the inventories'],
  ['segment_owner', 'Joining inventories and service tree in time'],
  ['segment', 'Joining inventories and service tree in time'],
  ['segment_service', 'Joining inventories and service tree in time'],
  ['name', 'Pairing requests and responses'],
  ['response_code', 'Pairing requests and responses'],
  ['reused_request_id', 'Pairing requests and responses'],
  ['request', 'Pairing requests and responses'],
  ['lookup', 'Pairing requests and responses'],
  ['pair_by_id', 'Pairing requests and responses', 'dns_response'],
  ['lone_response', 'Pairing requests and responses', 'dns_response'],
  ['pairing', 'Pairing requests and responses', 'dns_response'],
  ['pair_by_name', 'Pairing requests and responses', 'dns_response'],
  ['pair_none', 'Pairing requests and responses', 'dns_response'],
  ['pair_unanswered', 'Pairing requests and responses', 'dns_request'],
  ['infrastructure_kind', 'Setting infrastructure apart'],
  ['infrastructure_address', 'Setting infrastructure apart'],
  ['forwarder', 'Setting infrastructure apart'],
  ['aside_lookup', 'Setting infrastructure apart'],
  ['set_aside', 'Setting infrastructure apart', 'dns_request', 'dns_response'],
  ['infrastructure_name', 'Setting infrastructure apart', 'dns_request', 'dns_response'],
  ['aside_names', 'Setting infrastructure apart', 'dns_request', 'dns_response'],
  ['name_server', 'Counting dependencies'],
  ['lookup_outcome', 'Counting dependencies'],
  ['failed_lookup', 'Counting dependencies'],
  ['dependency_lookup', 'Counting dependencies'],
  ['presence', 'Counting dependencies'],
  ['log_span', 'Reading what the logs cover'],
  ['log_client', 'Reading what the logs cover'],
  ['dependency_minute', 'Counting dependencies'],
  ['dependency_hour', 'Counting dependencies'],
  ['outcome_minute', 'Counting dependencies'],
  ['failure_minute', 'Counting dependencies'],
  ['failed_interval', 'Counting dependencies'],
  ['service_called', 'Reading health events'],
  ['health_subject', 'Reading health events', 'health_event'],
  ['health_moment', 'Reading health events'],
  ['failing_interval', 'Reading health events'],
  ['watch_span', 'Reading health events'],
  ['address_class', 'Folding connections', 'connection'],
  ['shared_address', 'Folding connections'],
  ['well_known_port', 'Folding connections', 'connection'],
  ['short_protocol', 'Folding connections', 'connection'],
  ['socket_list', 'Folding connections', 'connection'],
  ['socket_text', 'Folding connections', 'connection'],
  ['socket_process', 'Folding connections', 'connection'],
  ['translated_ends', 'Folding connections', 'connection'],
  ['connection_ends', 'Folding connections', 'connection'],
  ['socket_record', 'Folding connections', 'connection'],
  ['host_address', 'Folding connections', 'connection'],
  ['host_pair', 'Folding connections', 'connection'],
  ['socket_ends', 'Folding connections', 'connection'],
  ['ambiguous_address', 'Folding connections', 'connection'],
  ['ambiguous_pair', 'Folding connections', 'connection'],
  ['end_owner', 'Folding connections', 'connection'],
  ['end_candidates', 'Folding connections', 'connection'],
  ['endpoint', 'Folding connections', 'connection'],
  ['listener', 'Folding connections', 'connection'],
  ['sighting', 'Folding connections', 'connection'],
  ['successive', 'Folding connections', 'connection'],
  ['connection_use', 'Folding connections', 'connection'],
  ['folded_connection', 'Folding connections', 'connection'],
  ['seen_connection', 'Folding connections', 'connection'],
  ['dependency_connection', 'Counting connections'],
  ['connection_minute', 'Counting connections'],
  ['connection_hour', 'Counting connections'],
  ['connection_outcome_minute', 'Counting connections'],
  ['snapshot_log', 'Counting connections', 'connection'],
  ['socket_log', 'Counting connections', 'connection'],
  ['snapshot_host', 'Counting connections', 'connection'],
  ['socket_coverage', 'Counting connections'],
  ['runtime', 'Reading heartbeats', 'heartbeat'],
  ['record_cluster', 'Reading heartbeats'],
  ['runtime_held', 'Reading heartbeats', 'heartbeat'],
  ['runtime_owner', 'Reading heartbeats', 'heartbeat'],
  ['runtime_key', 'Reading heartbeats', 'heartbeat'],
  ['beat', 'Reading heartbeats', 'heartbeat'],
  ['heartbeat_pair', 'Reading heartbeats', 'heartbeat'],
  ['heartbeat_gap', 'Reading heartbeats', 'heartbeat'],
  ['evidence_count', 'Checking the balance'],
] as const satisfies readonly (readonly [SqlName, string, ...CaseTable[]])[];

/**
 * The statements of a step of the build: the one that declares what it fills, where its file holds one before that (planning a step costs more than declaring its
 * table, so evidence that a case does not hold costs it little), and the one that does the work.
 */
export function statementsOf([name, , table]: (typeof buildSteps)[number]): {
  readonly declaration: string | null;
  readonly work: string;
} {
  const text = table === undefined ? sql[name] : forTable(name, table);
  const declaration = /^(?:--.*\n)*create [^;]*;\n(?=(?:--.*\n)*insert into )/.exec(text)?.[0] ?? null;
  return { declaration, work: text.slice(declaration?.length ?? 0) };
}

/** Of the build, what reading a built case needs again in each session. */
export const readingRelations = [
  'kept',
  'lookup_outcome',
  'failed_lookup',
  'dependency_lookup',
  'dependency_connection',
  'shared_address',
  'short_protocol',
  'connection_ends',
  'record_cluster',
  'runtime_act',
] as const satisfies readonly SqlName[];
