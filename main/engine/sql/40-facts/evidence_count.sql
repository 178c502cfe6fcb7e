-- One row per evidence file: its records in exactly one place each, and the time they span. A record may give rows of several tables; it is
-- repeated where all that it says was said before.
create or replace table evidence_count as
with several as (
  select evidence_id from evidence where format not like 'canonical-%'
), place as (
  select 'dns_request' as kind, evidence_id, record, min(time) as first_time, max(time) as last_time from dns_request semi join several using (evidence_id) group by all
  union all select 'dns_response', evidence_id, record, min(time), max(time) from dns_response semi join several using (evidence_id) group by all
  union all select 'health_event', evidence_id, record, min(time), max(time) from health_event semi join several using (evidence_id) group by all
  union all select 'connection', evidence_id, record, min(time), max(time) from connection semi join several using (evidence_id) group by all
  union all select 'heartbeat', evidence_id, record, min(time), max(time) from heartbeat semi join several using (evidence_id) group by all
  union all select 'vm_inventory', evidence_id, record, min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from vm_inventory semi join several using (evidence_id) group by all
  union all select 'ip_inventory', evidence_id, record, min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from ip_inventory semi join several using (evidence_id) group by all
  union all select 'service_tree', evidence_id, record, min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from service_tree semi join several using (evidence_id) group by all
  union all select 'declared_dependency', evidence_id, record, min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from declared_dependency semi join several using (evidence_id) group by all
  union all select 'policy_rule', evidence_id, record, min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from policy_rule semi join several using (evidence_id) group by all
  union all select 'policy_document', evidence_id, record, min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from policy_document semi join several using (evidence_id) group by all
  union all select 'policy_subject', evidence_id, record, min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from policy_subject semi join several using (evidence_id) group by all
), judged as (
  select p.evidence_id, p.record, min(p.first_time) as first_time, max(p.last_time) as last_time, bool_and(coalesce(q.repeated, false)) as repeated
  from place p left join equal_record q using (kind, evidence_id, record) group by all
), alone as (
  select evidence_id, time as first_time, time as last_time from dns_request
  union all select evidence_id, time, time from dns_response
  union all select evidence_id, time, time from health_event
  union all select evidence_id, time, time from connection
  union all select evidence_id, time, time from heartbeat
  union all select evidence_id, valid_from, valid_to from vm_inventory
  union all select evidence_id, valid_from, valid_to from ip_inventory
  union all select evidence_id, valid_from, valid_to from service_tree
  union all select evidence_id, valid_from, valid_to from declared_dependency
  union all select evidence_id, valid_from, valid_to from policy_rule
), taken as (
  select evidence_id, count(*) as records, min(first_time) filter (isfinite(first_time)) as first_time, max(last_time) filter (isfinite(last_time)) as last_time
  from alone anti join several using (evidence_id) group by evidence_id
  union all
  select evidence_id, count(*), min(first_time), max(last_time) from judged group by evidence_id
), repeated as (
  select evidence_id, count(*) as records from equal_record anti join several using (evidence_id) where repeated group by evidence_id
  union all select evidence_id, count(*) from judged where repeated group by evidence_id
), skipped as (
  select evidence_id, sum(records)::bigint as records from skip group by evidence_id
)
select e.evidence_id, coalesce(t.records, 0) - coalesce(r.records, 0) as accepted, coalesce(r.records, 0) as repeated,
  e.rejected, coalesce(s.records, 0) as skipped, t.first_time, t.last_time
from evidence e left join taken t using (evidence_id) left join repeated r using (evidence_id) left join skipped s using (evidence_id);
