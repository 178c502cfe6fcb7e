-- Facts per client, server and minute that count lookups: several answers of one service are one lookup of it.
create table fact as
select (epoch_us(time) // 60000000)::integer as minute, client, server, count(*)::integer as counted, min(time) as first_seen, max(time) as last_seen
from (
  select a.request_id, s.server, any_value(a.time) as time, any_value(a.client) as client
  from (
    select q.time, q.request_id, q.client, p.answer_ip
    from (
      select r."timestamp" as time, r.request_id, c.client
      from dns_request r
      join client_segment c on c.container_id = r.source_container_id and r."timestamp" >= c.valid_from and r."timestamp" < c.valid_to
    ) q
    join dns_response p using (request_id)
  ) a
  join server_segment s on s.ip = a.answer_ip and a.time >= s.valid_from and a.time < s.valid_to
  group by a.request_id, s.server
)
group by all order by minute, client, server;
