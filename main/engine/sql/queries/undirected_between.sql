-- One row per two services between which connections of a window were seen without knowing which of them is the client, by id.
select least(a.service_id, b.service_id) as one, greatest(a.service_id, b.service_id) as other, sum(x.connections)::bigint as connections,
  greatest(epoch_us(min(x.first_time)), $from) as first_seen, least(epoch_us(max(x.last_time)), $to - 1) as last_seen
from seen_connection x join service a on a.service_no = x.client join service b on b.service_no = x.server
where x.outcome = 'undirected' and x.first_time < make_timestamp($to) and x.last_time >= make_timestamp($from)
group by all order by one, other;
