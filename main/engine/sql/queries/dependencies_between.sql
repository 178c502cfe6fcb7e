-- One row per client and server with anything seen in a window: whole hours and minutes from the facts, the edges from the lookups.
with part as (
  select client, server, lookups, contested, failures, first_seen, last_seen from dependency_hour where hour >= $hour_from and hour < $hour_to
  union all
  select client, server, lookups, contested, failures, first_seen, last_seen from dependency_minute
  where minute >= $minute_from and minute < $minute_to and not (minute >= $hour_from * 60 and minute < $hour_to * 60)
  union all
  select client, server, lookups, contested, failures, time, time from dependency_lookup(make_timestamp($from), make_timestamp($head))
  union all
  select client, server, lookups, contested, failures, time, time from dependency_lookup(make_timestamp($tail), make_timestamp($to))
)
select c.service_id as client, s.service_id as server,
  sum(p.lookups)::bigint as lookups, sum(p.contested)::bigint as contested, sum(p.failures)::bigint as failures,
  epoch_us(min(p.first_seen)) as first_seen, epoch_us(max(p.last_seen)) as last_seen
from part p join service c on c.service_no = p.client join service s on s.service_no = p.server
group by all order by client, server;
