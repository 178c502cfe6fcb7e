-- One row per lone response record and the request that it answers: by an id that is used again, with source and name;
-- else by source, name and type, where at least one of the two has no id: the latest request not after it, within 30 s.
create or replace temp table pairing as
with reused as (
  select p.evidence_id, p.record, arg_max(r.lookup_id, (r.time, r.lookup_id)) as lookup_id
  from lone_response p join request r
    on r.request_id = p.request_id and r.name = p.name and r.type = p.type
    and coalesce(r.source_id = p.source_id, r.source_ip = p.source_ip)
    and r.time <= p.time and r.time >= p.time - interval 30 second
  group by all
), asked as (
  select unnest(list_concat(
      case when source_id is not null then ['i' || source_id] else [] end,
      case when source_ip is not null then ['a' || source_ip] else [] end,
      case when source_id is null then ['b' || source_ip] else [] end)) as key,
    request_id, name, type, time, lookup_id, nth
  from request semi join lone_response using (name, type)
), candidate as (
  select key, without_id, name, type, time, list(lookup_id order by nth, lookup_id) as lookup_ids
  from asked join (values (false), (true)) w(without_id) on request_id is null or not without_id
  group by all
), attempt as (
  select evidence_id, record, 1 as attempt, case when source_id is not null then 'i' || source_id else 'a' || source_ip end as key,
    request_id is not null as without_id, name, type, time, nth
  from lone_response anti join reused using (evidence_id, record)
  union all
  select evidence_id, record, 2, 'b' || source_ip, request_id is not null, name, type, time, nth
  from lone_response anti join reused using (evidence_id, record) where source_id is not null and source_ip is not null
), named as (
  select a.evidence_id, a.record, arg_min(c.lookup_ids[least(a.nth, len(c.lookup_ids))], a.attempt) as lookup_id
  from attempt a asof join candidate c
    on c.key = a.key and c.without_id = a.without_id and c.name = a.name and c.type = a.type and a.time >= c.time
  where c.time >= a.time - interval 30 second
  group by all
)
from reused union all from named;
