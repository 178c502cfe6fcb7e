-- One row per client, server and region in a window: lookups, once per region of their answers.
with part as (
  select client, server, regions, lookups from dependency_hour where hour >= $hour_from and hour < $hour_to and lookups > 0
  union all
  select client, server, regions, lookups from dependency_minute
  where minute >= $minute_from and minute < $minute_to and not (minute >= $hour_from * 60 and minute < $hour_to * 60) and lookups > 0
  union all
  select client, server, regions, lookups from dependency_lookup(make_timestamp($from), make_timestamp($head)) where lookups > 0
  union all
  select client, server, regions, lookups from dependency_lookup(make_timestamp($tail), make_timestamp($to)) where lookups > 0
), folded as (
  select client, server, regions, sum(lookups)::bigint as lookups from part group by all
)
select c.service_id as client, s.service_id as server, r.region, sum(f.lookups)::bigint as lookups
from folded f join region r on get_bit(f.regions, r.region_no) = 1
join service c on c.service_no = f.client join service s on s.service_no = f.server
group by all order by client, server, region;
