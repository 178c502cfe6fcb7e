-- One row per minute, client, server and response code of failed lookups (none: no response): how many, and the first of them.
create or replace table failure_minute as
select (epoch_us(f.time) // 60000000)::integer as minute, f.client, n.service_no as server, f.response_code,
  count(*)::bigint as failures, min(f.time) as first_seen, arg_min(f.lookup_id, (f.time, f.lookup_id)) as first_lookup
from failed_lookup(timestamp '-infinity', timestamp 'infinity') f
join name_server n on n.name_no = f.name_no and n.service_no <> f.client
group by all order by minute, client, server, response_code;
