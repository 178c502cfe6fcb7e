-- One row per client, server and port of the server with connections in a part of a window, and the record of the first of them; with $by_instance one for
-- each ends that policies select by other traits, with $by_address also for each two addresses. traits: JSON list of texts, as policy_subject has them, of
-- the address of the end, else of the instance; NULL where no record says any. front: the address that stands before the server, with what the records
-- say of its ports (front_traits, and where). What lasts from the part before ($before to $from) has rows of its own, with the ends it had then (was).
with seen as (
  select client, server, protocol, server_port as port, shared,
    case when $by_instance then client_segment end as client_segment, case when $by_instance then client_address end as client_address,
    case when $by_instance then server_segment end as server_segment, case when $by_instance or shared then server_address end as server_address,
    first_time < make_timestamp($from) and $before < $from as lasts,
    sum(connections)::bigint as connections, min(first_time) as first_time, max(last_time) as last_time, min(row(first_time, evidence_id, line)) as first
  from seen_connection
  where outcome = 'resolved' and first_time < make_timestamp($to) and last_time >= make_timestamp($from)
  group by all
), numbered as materialized (
  select *, row_number() over () as seen_no from seen
), use as materialized (
  select seen_no, false as earlier, greatest(first_time, make_timestamp($from)) as from_time, least(last_time, make_timestamp($to - 1)) as to_time from numbered
  union all select seen_no, true, greatest(first_time, make_timestamp($before)), make_timestamp($from - 1) from numbered where lasts
), subject as (
  select seen_no, 'client' as "end", 'address' as kind, client_address as subject from numbered
  union all select seen_no, 'server', 'address', server_address from numbered
  union all select seen_no, 'server', 'service', server_address from numbered where shared
  union all select seen_no, 'client', side, key from numbered join segment on segment_no = client_segment where side = 'source'
  union all select seen_no, 'server', side, key from numbered join segment on segment_no = server_segment where side = 'source'
), said as (
  select u.seen_no, u.earlier, s."end", s.kind, p.traits, p.evidence_id, p.line
  from subject s join use u using (seen_no) join policy_subject p on p.subject_kind = s.kind and p.subject = s.subject
    and p.valid_from <= u.to_time and p.valid_to > u.from_time
), told as (
  select seen_no, earlier,
    to_json(coalesce(list(distinct traits order by traits) filter ("end" = 'client' and kind = 'address'), list(distinct traits order by traits) filter ("end" = 'client')))::varchar as client_traits,
    to_json(coalesce(list(distinct traits order by traits) filter ("end" = 'server' and kind = 'address'), list(distinct traits order by traits) filter ("end" = 'server' and kind = 'source')))::varchar as server_traits,
    to_json(list(distinct traits order by traits) filter (kind = 'service'))::varchar as front_traits,
    min(row(evidence_id, line)) filter (kind = 'service') as front_record,
    coalesce(bool_or("end" = 'server' and kind = 'address'), false) as is_own
  from said group by all
), ended as (
  select *, shared and exists (
      from shared_address a where a.address = f.server_address and a.forwards and a.valid_from <= f.to_time and a.valid_to > f.from_time
    ) and not coalesce(is_own, false) as fronted
  from (select * from use join numbered using (seen_no) left join told using (seen_no, earlier)) f
), way as (
  select seen_no, earlier, client_traits, server_traits, case when $by_address then client_address end as client_address,
    case when $by_address and not fronted then server_address end as server_address,
    case when fronted then server_address end as front, front_traits, front_record
  from ended
), alike as (
  select n.client, n.server, n.protocol, n.port, w.* exclude (seen_no, earlier), n.lasts, e.client_traits as was_client_traits, e.server_traits as was_server_traits,
    e.server_address as was_server_address, e.front as was_front, e.front_traits as was_front_traits,
    sum(n.connections)::bigint as connections, min(n.first_time) as first_time, max(n.last_time) as last_time, min(n.first) as first
  from numbered n join way w on w.seen_no = n.seen_no and not w.earlier left join way e on e.seen_no = n.seen_no and e.earlier group by all
)
select c.service_id as client, s.service_id as server, u.protocol, u.port, u.client_traits, u.server_traits, u.client_address, u.server_address,
  u.front, u.front_traits, u.front_record[1] as front_evidence_id, f.path as front_path, u.front_record[2] as front_line,
  u.lasts, u.was_client_traits, u.was_server_traits, u.was_server_address, u.was_front, u.was_front_traits, u.connections,
  greatest(epoch_us(u.first_time), $from) as first_seen, least(epoch_us(u.last_time), $to - 1) as last_seen,
  u.first[2] as evidence_id, e.path, u.first[3] as line
from alike u join service c on c.service_no = u.client join service s on s.service_no = u.server join evidence e on e.evidence_id = u.first[2]
left join evidence f on f.evidence_id = u.front_record[1]
order by client, server, protocol, port, first_seen, u.client_address, u.server_address, front, client_traits, server_traits, was_client_traits, was_server_traits;
