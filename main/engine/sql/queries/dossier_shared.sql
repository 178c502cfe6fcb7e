-- One row per address that many share at an end of a dependency's connections in a window, with their number, the most used first; at most $limit.
with ends as (
  select unnest([x.client_address, x.server_address]) as address, x.first_time, d.connections
  from dependency_connection(timestamp '-infinity', make_timestamp($to), make_timestamp($from)) d join seen_connection x using (connection_no)
  join service c on c.service_no = d.client join service s on s.service_no = d.server
  where c.service_id = $client and s.service_id = $server and x.shared
)
select address, sum(connections)::bigint as connections from ends e
where exists (from shared_address a where a.address = e.address and e.first_time >= a.valid_from and e.first_time < a.valid_to)
group by address order by connections desc, address limit $limit;
