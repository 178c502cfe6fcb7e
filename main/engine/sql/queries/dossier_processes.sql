-- One row per process at the client's end, process at the server's, port of the server, protocol and rule of direction of a dependency's
-- connections in a window, the most used first; at most $limit.
select x.client_process, x.server_process, x.server_port, x.protocol, x.decided_by, sum(d.connections + d.contested)::bigint as connections
from dependency_connection(timestamp '-infinity', make_timestamp($to), make_timestamp($from)) d join seen_connection x using (connection_no)
join service c on c.service_no = d.client join service s on s.service_no = d.server
where c.service_id = $client and s.service_id = $server
group by x.client_process, x.server_process, x.server_port, x.protocol, x.decided_by
order by connections desc, x.server_port, x.protocol, x.client_process, x.server_process, x.decided_by limit $limit;
