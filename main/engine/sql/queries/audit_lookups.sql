-- One row per client and server with lookups in a window, failed and contested ones too: the record of the first, and how many fall into the
-- time of a socket log of the asking host; listed: of these logs, all are snapshots.
with seen as (
  select lookup_id, time, client, server from dependency_lookup(make_timestamp($from), make_timestamp($to))
), covered as (
  select l.lookup_id, bool_and(v.listed) as listed from lookup l join socket_coverage v on v.segment_no = l.client_segment and l.time >= v.from_time and l.time < v.to_time
  where l.time >= make_timestamp($from) and l.time < make_timestamp($to) group by l.lookup_id
), pair as (
  select s.client, s.server, arg_min(s.lookup_id, (s.time, s.lookup_id)) as lookup_id, count(v.lookup_id) as covered, coalesce(bool_and(v.listed), false) as listed
  from seen s left join covered v using (lookup_id) group by s.client, s.server
), placed as (
  select *, (lookup_id // 8589934592)::integer as evidence_id, (lookup_id % 8589934592 // 2)::integer as record, lookup_id % 2 = 0 as asked from pair
)
select c.service_id as client, s.service_id as server, p.covered, p.listed, p.evidence_id, e.path, coalesce(q.line, r.line) as line
from placed p join service c on c.service_no = p.client join service s on s.service_no = p.server join evidence e using (evidence_id)
left join dns_request q on p.asked and q.evidence_id = p.evidence_id and q.record = p.record
left join (select distinct evidence_id, record, line from dns_response) r on not p.asked and r.evidence_id = p.evidence_id and r.record = p.record
order by client, server;
