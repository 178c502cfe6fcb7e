-- What each emitter was seen to do of its own in a window, by bucket: lookups that it made, and records of connections that it took part
-- in by its host, or opened by its address. A runtime that no inventory knows is known in logs by its own name.
with own as (
  select k.runtime_no, k.side, k.key, greatest(k.valid_from, make_timestamp($from)) as from_time, least(k.valid_to, make_timestamp($to)) as to_time
  from runtime_key k where k.runtime_no in (select emitter_no from beat) and k.valid_from < make_timestamp($to) and k.valid_to > make_timestamp($from)
), owned as (
  select distinct o.runtime_no, g.segment_no, o.from_time, o.to_time from own o join segment g using (side, key)
), alone as (
  select * from own anti join segment using (side, key)
), act as (
  select distinct o.runtime_no, true as is_lookup, l.time, l.lookup_id // 8589934592 as evidence_id, l.lookup_id % 8589934592 // 2 as record
  from owned o join lookup l on l.client_segment = o.segment_no and l.time >= o.from_time and l.time < o.to_time
  union
  select a.runtime_no, true, q.time, q.evidence_id, q.record
  from alone a join dns_request q on coalesce(q.source_id, q.source_ip) = a.key and q.time >= a.from_time and q.time < a.to_time
  union
  select o.runtime_no, false, c.time, c.evidence_id, c.record from own o join kept('connection') c
    on c.src_address = o.key and o.side = 'address' and c.dst_address is not null and c.time >= o.from_time and c.time < o.to_time
  union
  select o.runtime_no, false, c.time, c.evidence_id, c.record from own o join kept('connection') c
    on c.host = o.key and o.side = 'source' and c.dst_address is not null and c.time >= o.from_time and c.time < o.to_time
)
select r.name as runtime, (epoch_us(a.time) - $from) // $step as bucket, count(*) filter (a.is_lookup) as lookups, count(*) filter (not a.is_lookup) as connections
from act a join runtime r using (runtime_no) group by r.name, bucket order by r.name, bucket;
