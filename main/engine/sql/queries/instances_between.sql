-- One row per client instance and server instance of a window: the lookups that gave the server for certain. An instance that cannot be
-- told from others of its service is called several.
with pair as (
  select l.lookup_id, l.time, c.service_id as client, coalesce(a.instance, 'several') as client_instance,
    s.service_id as server, coalesce(b.instance, 'several') as server_instance
  from lookup l
  join segment a on a.segment_no = l.client_segment and a.state = 'owned' join service c on c.service_no = a.service_no
  join segment b on b.segment_no = l.server_segment and b.state = 'owned' join service s on s.service_no = b.service_no
  where l.time >= make_timestamp($from) and l.time < make_timestamp($to)
), seen as (
  select distinct * from pair
)
select client, client_instance, server, server_instance, count(*) as lookups, epoch_us(min(time)) as first_seen, epoch_us(max(time)) as last_seen
from seen where client <> server
group by all order by client, server, client_instance, server_instance;
