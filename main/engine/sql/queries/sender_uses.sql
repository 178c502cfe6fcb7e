-- One row per silence of a runtime (`nth`), way and service that counted on it in a window (for `heard`, the runtime): how often, how often in the silence, and
-- the last record, of those in the silence where there are any. looked-up, connected: it did so to the runtime; looked-up-by, connected-by: the runtime did so to it; heard: it heard its beats.
with silence as (
  select s.nth, r.runtime_no, make_timestamp(s."from") as began, make_timestamp(s."to") as ended
  from (select unnest(from_json($silences, '[{"nth":"INTEGER","name":"VARCHAR","from":"BIGINT","to":"BIGINT"}]')) as s)
  join runtime r on r.name = s.name
), owned as (
  select distinct k.nth, g.segment_no, greatest(k.valid_from, g.valid_from, make_timestamp($from)) as from_time, least(k.valid_to, g.valid_to, make_timestamp($to)) as to_time
  from (select s.nth, k.* from silence s join runtime_key k using (runtime_no) where k.certain) k
  join segment g on g.side = k.side and g.key = k.key and g.valid_from < k.valid_to and k.valid_from < g.valid_to
), met as (
  select distinct o.nth, 'looked-up-by' as way, b.service_no, null::integer as runtime_no, l.time as first_time, l.time as last_time, l.lookup_id, 1::bigint as uses,
    (l.lookup_id // 8589934592)::integer as evidence_id, (l.lookup_id % 8589934592 // 2)::integer as record, null::integer as line
  from owned o join lookup l on l.client_segment = o.segment_no and l.time >= o.from_time and l.time < o.to_time
  join segment b on b.segment_no = l.server_segment and b.state = 'owned'
  union all
  select distinct o.nth, 'looked-up', a.service_no, null::integer, l.time, l.time, l.lookup_id, 1,
    (l.lookup_id // 8589934592)::integer, (l.lookup_id % 8589934592 // 2)::integer, null::integer
  from owned o join lookup l on l.server_segment = o.segment_no and l.time >= o.from_time and l.time < o.to_time
  join segment a on a.segment_no = l.client_segment and a.state = 'owned'
  union all
  select o.nth, 'connected-by', x.server, null, x.first_time, x.last_time, x.connection_no, x.connections, x.evidence_id, null, x.line
  from owned o join seen_connection x on x.client_segment = o.segment_no and x.outcome = 'resolved' and x.first_time < o.to_time and x.last_time >= o.from_time
  union all
  select o.nth, 'connected', x.client, null, x.first_time, x.last_time, x.connection_no, x.connections, x.evidence_id, null, x.line
  from owned o join seen_connection x on x.server_segment = o.segment_no and x.outcome = 'resolved' and x.first_time < o.to_time and x.last_time >= o.from_time
  union all
  select s.nth, 'heard', null, b.detector_no, b.time, b.time, 0, 1, b.evidence_id, b.line, b.line
  from silence s join beat b on b.emitter_no = s.runtime_no and b.detector_no <> s.runtime_no and b.time >= make_timestamp($from) and b.time < make_timestamp($to)
), counted as (
  select m.nth, m.way, m.service_no, m.runtime_no, sum(m.uses)::bigint as uses,
    coalesce(sum(m.uses) filter (m.last_time >= s.began and m.first_time < s.ended), 0)::bigint as within,
    least(epoch_us(max(m.last_time)), $to - 1) as last,
    arg_max(row(m.evidence_id, m.record, m.line), (m.last_time >= s.began and m.first_time < s.ended, m.last_time, m.evidence_id, m.record, m.line)) as cited
  from met m join silence s using (nth) group by m.nth, m.way, m.service_no, m.runtime_no
)
select c.nth, c.way, v.service_id as service, r.name as runtime, c.uses, c.within, c.last, e.path, c.cited[1] as evidence_id, coalesce(c.cited[3], q.line, p.line) as line
from counted c left join service v using (service_no) left join runtime r on r.runtime_no = c.runtime_no
left join evidence e on e.evidence_id = c.cited[1]
left join dns_request q on c.cited[3] is null and q.evidence_id = c.cited[1] and q.record = c.cited[2]
left join (select evidence_id, record, min(line) as line from dns_response semi join (select cited[1] as evidence_id, cited[2] as record from counted where cited[3] is null) using (evidence_id, record) group by all) p
  on c.cited[3] is null and p.evidence_id = c.cited[1] and p.record = c.cited[2]
order by c.nth, service, runtime, c.way;
