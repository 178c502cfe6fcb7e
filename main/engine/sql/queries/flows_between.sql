-- One row per client, server, region asked from and region answered in a window, each lookup once per region of its answers; contested
-- ones, whose asking region is left open (NULL), by the regions in which their candidates' addresses were.
with part as (
  select client, server, client_region, regions, lookups, contested, first_seen, last_seen
  from dependency_hour where hour >= $hour_from and hour < $hour_to and regions is not null
  union all
  select client, server, client_region, regions, lookups, contested, first_seen, last_seen from dependency_minute
  where minute >= $minute_from and minute < $minute_to and not (minute >= $hour_from * 60 and minute < $hour_to * 60) and regions is not null
  union all
  select client, server, client_region, regions, lookups, contested, time, time
  from dependency_lookup(make_timestamp($from), make_timestamp($head)) where regions is not null
  union all
  select client, server, client_region, regions, lookups, contested, time, time
  from dependency_lookup(make_timestamp($tail), make_timestamp($to)) where regions is not null
), folded as (
  select client, server, client_region, regions, sum(lookups)::bigint as lookups, sum(contested)::bigint as contested,
    min(first_seen) as first_seen, max(last_seen) as last_seen
  from part group by all
)
select c.service_id as client, s.service_id as server, q.region as "from", r.region,
  sum(f.lookups)::bigint as lookups, sum(f.contested)::bigint as contested,
  epoch_us(min(f.first_seen)) as first_seen, epoch_us(max(f.last_seen)) as last_seen
from folded f join region r on get_bit(f.regions, r.region_no) = 1
left join region q on q.region_no = f.client_region
join service c on c.service_no = f.client join service s on s.service_no = f.server
group by all order by client, server, "from" nulls last, region;
