-- One row per client, server and hour in which connections began, merged from the minutes.
create or replace table connection_hour as
select minute // 60 as hour, client, server,
  sum(connections)::bigint as connections, sum(contested)::bigint as contested, sum(shared)::bigint as shared, min(first_seen) as first_seen, max(last_seen) as last_seen
from connection_minute group by all order by hour, client, server;
