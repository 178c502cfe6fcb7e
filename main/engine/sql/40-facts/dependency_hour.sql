-- One row per client, server, region asked from, set of regions answered and hour, merged from the minutes.
create or replace table dependency_hour as
select minute // 60 as hour, client, server, client_region, regions,
  sum(lookups)::bigint as lookups, sum(contested)::bigint as contested, sum(failures)::bigint as failures,
  min(first_seen) as first_seen, max(last_seen) as last_seen
from dependency_minute group by all order by hour, client, server;
