-- One connection of a dependency in a window, by its place in time, and how many there are; first and last seen of all, within the window.
with seen as (
  select d.connection_no, d.first_time, d.last_time, d.connections, d.contested
  from dependency_connection(timestamp '-infinity', make_timestamp($to), make_timestamp($from)) d
  join service c on c.service_no = d.client join service s on s.service_no = d.server
  where c.service_id = $client and s.service_id = $server
), one as (
  select *, count(*) over () as found, sum(connections) over ()::bigint as all_connections,
    greatest(epoch_us(min(first_time) over ()), $from) as first_seen, least(epoch_us(max(last_time) over ()), $to - 1) as last_seen
  from seen order by first_time, connection_no limit 1 offset $index
)
select o.found, o.all_connections, o.first_seen, o.last_seen, o.contested > 0 as contested, epoch_us(x.first_time) as first, epoch_us(x.last_time) as last, x.protocol,
  x.client_address, x.client_port, x.server_address, x.server_port, x.client_segment, x.server_segment, x.decided_by, x.shared,
  x.connections, x.records, x.client_process, x.client_pid, x.server_process, x.server_pid
from one o join seen_connection x using (connection_no);
