-- One row per client and server with a connection that reaches into a window: those begun in whole hours and minutes from the facts, at the
-- edges from the connections themselves, and those begun before it that last into it.
with part as (
  select client, server, connections, contested, shared, first_seen, last_seen from connection_hour where hour >= $hour_from and hour < $hour_to
  union all
  select client, server, connections, contested, shared, first_seen, last_seen from connection_minute
  where minute >= $minute_from and minute < $minute_to and not (minute >= $hour_from * 60 and minute < $hour_to * 60)
  union all
  select client, server, connections, contested, shared, first_time, last_time
  from dependency_connection(make_timestamp($from), make_timestamp($head), make_timestamp($from))
  union all
  select client, server, connections, contested, shared, first_time, last_time
  from dependency_connection(make_timestamp($tail), make_timestamp($to), make_timestamp($tail))
  union all
  select client, server, connections, contested, shared, first_time, last_time
  from dependency_connection(timestamp '-infinity', make_timestamp($from), make_timestamp($from))
)
select c.service_id as client, s.service_id as server,
  sum(p.connections)::bigint as connections, sum(p.contested)::bigint as contested, sum(p.shared)::bigint as shared,
  greatest(epoch_us(min(p.first_seen)), $from) as first_seen, least(epoch_us(max(p.last_seen)), $to - 1) as last_seen
from part p join service c on c.service_no = p.client join service s on s.service_no = p.server
group by all order by client, server;
