-- One row per process of a client instance and process of a server instance with connections in a window. Processes are known where the host
-- of that end recorded the connection. An instance that cannot be told from others of its service is called several.
select c.service_id as client, coalesce(a.instance, 'several') as client_instance, x.client_process, x.client_pid,
  s.service_id as server, coalesce(b.instance, 'several') as server_instance, x.server_process, x.server_pid, x.server_port, x.protocol,
  sum(x.connections)::bigint as connections, greatest(epoch_us(min(x.first_time)), $from) as first_seen, least(epoch_us(max(x.last_time)), $to - 1) as last_seen
from seen_connection x join service c on c.service_no = x.client join service s on s.service_no = x.server
join segment a on a.segment_no = x.client_segment join segment b on b.segment_no = x.server_segment
where x.outcome = 'resolved' and x.first_time < make_timestamp($to) and x.last_time >= make_timestamp($from)
group by all order by client, server, client_instance, server_instance, client_process, client_pid, server_process, server_pid, server_port, protocol;
