-- Facts per client, server and minute that count answers: a lookup with three answers of one service counts three.
create table fact as
select (epoch_us(a.time) // 60000000)::integer as minute, a.client, s.server, count(*)::integer as counted, min(a.time) as first_seen, max(a.time) as last_seen
from (
  select q.time, q.client, p.answer_ip
  from (
    select r."timestamp" as time, r.request_id, c.client
    from dns_request r
    join client_segment c on c.container_id = r.source_container_id and r."timestamp" >= c.valid_from and r."timestamp" < c.valid_to
  ) q
  join dns_response p using (request_id)
) a
join server_segment s on s.ip = a.answer_ip and a.time >= s.valid_from and a.time < s.valid_to
group by all order by minute, client, server;
