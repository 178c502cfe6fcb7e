-- One row per act of a runtime of its own in a time, and the record that shows it: lookups that it made, and connections that it took part in by its
-- host or opened by its address. names: NULL for all runtimes. What no inventory knows is known in logs by its own name. line: where it
-- is at hand.
create or replace temp macro runtime_act(names, since_time, until_time) as table
with own as (
  select k.runtime_no, k.side, k.key, greatest(k.valid_from, since_time) as own_from, least(k.valid_to, until_time) as own_to
  from runtime_key k join runtime r using (runtime_no)
  where k.certain and (names is null or list_contains(names, r.name)) and k.valid_from < until_time and k.valid_to > since_time
), owned as (
  select distinct o.runtime_no, g.segment_no, o.own_from, o.own_to from own o join segment g using (side, key)
), alone as (
  select * from own anti join segment using (side, key)
)
select o.runtime_no, 'lookup' as what, l.time, (l.lookup_id // 8589934592)::integer as evidence_id, (l.lookup_id % 8589934592 // 2)::integer as record, null::integer as line
from owned o join lookup l on l.client_segment = o.segment_no and l.time >= o.own_from and l.time < o.own_to
union
select a.runtime_no, 'lookup', q.time, q.evidence_id, q.record, null
from alone a join dns_request q on coalesce(q.source_id, q.source_ip) = a.key and q.time >= a.own_from and q.time < a.own_to
union
select a.runtime_no, 'lookup', q.time, q.evidence_id, q.record, null
from alone a join dns_response q on q.whole and coalesce(q.source_id, q.source_ip) = a.key and q.time >= a.own_from and q.time < a.own_to
union
select o.runtime_no, 'connection', c.time, c.evidence_id, c.record, c.line from own o join kept('connection') c
  on c.src_address = o.key and o.side = 'address' and c.dst_address is not null and c.time >= o.own_from and c.time < o.own_to
union
select o.runtime_no, 'connection', c.time, c.evidence_id, c.record, c.line from own o join kept('connection') c
  on c.host = o.key and o.side = 'source' and c.dst_address is not null and c.time >= o.own_from and c.time < o.own_to;
