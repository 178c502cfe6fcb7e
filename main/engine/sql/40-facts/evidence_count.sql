-- One row per evidence file: its records in exactly one place each, and the time they span.
create or replace table evidence_count as
with taken as (
  select evidence_id, count(*) as records, min(time) as first_time, max(time) as last_time from dns_request group by all
  union all select evidence_id, count(*), min(time), max(time) from dns_response where not whole group by all
  union all select evidence_id, count(distinct record), min(time), max(time) from dns_response where whole group by all
  union all select evidence_id, count(*), min(time), max(time) from health_event group by all
  union all select evidence_id, count(*), min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from vm_inventory group by all
  union all select evidence_id, count(*), min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from ip_inventory group by all
  union all select evidence_id, count(*), min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from service_tree group by all
  union all select evidence_id, count(*), min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from declared_dependency group by all
  union all select evidence_id, count(*), min(valid_from) filter (isfinite(valid_from)), max(valid_to) filter (isfinite(valid_to)) from policy_rule group by all
  union all select evidence_id, count(*), min(time), max(time) from connection group by all
  union all select evidence_id, count(*), min(time), max(time) from heartbeat group by all
), repeated as (
  select evidence_id, count(*) as records from equal_record where repeated group by evidence_id
), skipped as (
  select evidence_id, sum(records)::bigint as records from skip group by evidence_id
)
select e.evidence_id, coalesce(t.records, 0) - coalesce(r.records, 0) as accepted, coalesce(r.records, 0) as repeated,
  e.rejected, coalesce(s.records, 0) as skipped, t.first_time, t.last_time
from evidence e left join taken t using (evidence_id) left join repeated r using (evidence_id) left join skipped s using (evidence_id);
