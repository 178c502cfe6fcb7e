-- One lookup of a dependency in a window, by its place in time, and how many there are; with a region, only lookups for certain that were
-- answered in it or asked from it.
with seen as (
  select d.lookup_id, d.time, d.lookups, d.contested, d.failures from dependency_lookup(make_timestamp($from), make_timestamp($to)) d
  join service c on c.service_no = d.client join service s on s.service_no = d.server
  where c.service_id = $client and s.service_id = $server
    and ($region is null or d.lookups > 0 and exists (select 1 from region r where r.region = $region and get_bit(d.regions, r.region_no) = 1))
    and ($asked_from is null or d.lookups > 0 and exists (select 1 from region r where r.region = $asked_from and r.region_no = d.client_region))
)
select lookup_id, epoch_us(time) as time, lookups, contested, failures,
  count(*) over () as found, sum(lookups) over ()::bigint as all_lookups, sum(contested) over ()::bigint as all_contested, sum(failures) over ()::bigint as all_failures,
  epoch_us(min(time) over ()) as first_seen, epoch_us(max(time) over ()) as last_seen
from seen order by time, lookup_id limit 1 offset $index;
