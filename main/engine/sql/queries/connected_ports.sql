-- One row per client, server and port of the server with connections in a window, and the record of the first of them.
with use as (
  select client, server, protocol, server_port as port, sum(connections)::bigint as connections,
    min(first_time) as first_time, max(last_time) as last_time, min(row(first_time, evidence_id, line)) as first
  from seen_connection
  where outcome = 'resolved' and first_time < make_timestamp($to) and last_time >= make_timestamp($from)
  group by all
)
select c.service_id as client, s.service_id as server, u.protocol, u.port, u.connections,
  greatest(epoch_us(u.first_time), $from) as first_seen, least(epoch_us(u.last_time), $to - 1) as last_seen,
  u.first[2] as evidence_id, e.path, u.first[3] as line
from use u join service c on c.service_no = u.client join service s on s.service_no = u.server join evidence e on e.evidence_id = u.first[2]
order by client, server, protocol, port;
