-- One row per client, server, region asked from, set of regions answered and minute: sums, first and last only, so that shards can be merged.
create or replace table dependency_minute as
select (epoch_us(time) // 60000000)::integer as minute, client, server, client_region, regions,
  sum(lookups)::bigint as lookups, sum(contested)::bigint as contested, sum(failures)::bigint as failures, min(time) as first_seen, max(time) as last_seen
from dependency_lookup(timestamp '-infinity', timestamp 'infinity')
group by all order by minute, client, server;
