-- One row per silence of a runtime (`nth`), instance of its service that the inventories hold when the silence ends, and way in which the instance
-- showed itself in the silence: beat, lookup, connection, healthy (an event that says ok); one row without a way where it did not. VMs; addresses
-- where the service has none. names: by what events may call it; beats_as: under which name it
-- beats.
with silence as (
  select s.nth, v.service_no, make_timestamp(s."from") as began, make_timestamp(s."to") as ended
  from (select unnest(from_json($silences, '[{"nth":"INTEGER","service":"VARCHAR","from":"BIGINT","to":"BIGINT"}]')) as s)
  join service v on v.service_id = s.service
), held as (
  select s.nth, s.began, s.ended, o.* from silence s join segment_owner o using (service_no)
  where o.instance is not null and o.valid_from < s.ended and o.valid_to >= s.ended
), kind as (
  select nth, bool_or(side = 'source') as vms from held group by nth
), candidate as (
  select h.nth, h.service_no, h.instance, min(h.began) as began, min(h.ended) as ended, min(coalesce(h.region, 'unknown')) as region, min(row(h.evidence_id, h.line)) as cited
  from held h join kind k using (nth) where (h.side = 'source') = k.vms group by h.nth, h.service_no, h.instance
), named as (
  select h.nth, h.instance, string_agg(distinct h.key, chr(10) order by h.key) as names from held h group by h.nth, h.instance
), part as (
  select c.nth, c.instance, g.segment_no, g.side, g.key, greatest(c.began, g.valid_from) as from_time, least(c.ended, g.valid_to) as to_time
  from candidate c join segment g on g.service_no = c.service_no and g.instance = c.instance and g.state = 'owned' and g.valid_from < c.ended and c.began < g.valid_to
), showed as (
  select distinct p.nth, p.instance, 'lookup' as way, l.time, (l.lookup_id // 8589934592)::integer as evidence_id, (l.lookup_id % 8589934592 // 2)::integer as record, null::integer as line, null::varchar as beats_as
  from part p join lookup l on l.client_segment = p.segment_no and l.time >= p.from_time and l.time < p.to_time
  union all
  select p.nth, p.instance, 'connection', greatest(x.first_time, p.from_time), x.evidence_id, null, x.line, null
  from part p join seen_connection x on p.segment_no in (x.client_segment, x.server_segment) and x.outcome = 'resolved' and x.first_time < p.to_time and x.last_time >= p.from_time
  union all
  select distinct p.nth, p.instance, 'beat', b.time, min(b.evidence_id), min(b.line), min(b.line), min(r.name)
  from part p join runtime_key k on k.certain and k.side = p.side and k.key = p.key join runtime r using (runtime_no) join beat b on b.emitter_no = k.runtime_no
  where b.time >= greatest(p.from_time, k.valid_from) and b.time < least(p.to_time, k.valid_to) group by p.nth, p.instance, b.time
  union all
  select distinct p.nth, p.instance, 'healthy', h.time, h.evidence_id, h.record, h.line, null
  from part p join kept('health_event') h on h.status = 'ok' and h.time >= p.from_time and h.time < p.to_time
    and (h.instance_id = p.instance or p.side = 'source' and h.source_id = p.key or p.side = 'address' and h.address = p.key)
), counted as (
  select nth, instance, way, count(*) as times, arg_max(row(evidence_id, record, line), (time, evidence_id, record, line)) as cited, min(beats_as) as beats_as
  from showed group by nth, instance, way
)
select c.nth, c.instance, c.region, n.names, i.path as held_path, c.cited[1] as held_evidence_id, c.cited[2] as held_line,
  s.way, s.times, e.path, s.cited[1] as evidence_id, coalesce(s.cited[3], q.line, p.line) as line, s.beats_as
from candidate c join named n using (nth, instance) join evidence i on i.evidence_id = c.cited[1]
left join counted s using (nth, instance) left join evidence e on e.evidence_id = s.cited[1]
left join dns_request q on s.cited[3] is null and q.evidence_id = s.cited[1] and q.record = s.cited[2]
left join (select evidence_id, record, min(line) as line from dns_response semi join (select cited[1] as evidence_id, cited[2] as record from counted where cited[3] is null) using (evidence_id, record) group by all) p
  on s.cited[3] is null and p.evidence_id = s.cited[1] and p.record = s.cited[2]
order by c.nth, c.instance, s.way;
