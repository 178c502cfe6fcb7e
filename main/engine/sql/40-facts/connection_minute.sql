-- One row per client, server and minute in which connections began: sums, first and last only, so that shards can be merged.
create or replace table connection_minute as
select (epoch_us(first_time) // 60000000)::integer as minute, client, server,
  sum(connections)::bigint as connections, sum(contested)::bigint as contested, sum(shared)::bigint as shared, min(first_time) as first_seen, max(last_time) as last_seen
from dependency_connection(timestamp '-infinity', timestamp 'infinity', timestamp '-infinity')
group by all order by minute, client, server;
