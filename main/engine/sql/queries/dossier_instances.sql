-- The instances that took part in a dependency in a window, most lookups first; with a region, for what was answered in it or asked from it.
select coalesce(a.instance, 'several') as client, coalesce(b.instance, 'several') as server, count(distinct l.lookup_id) as lookups
from lookup l
join segment a on a.segment_no = l.client_segment and a.state = 'owned' join service c on c.service_no = a.service_no
join segment b on b.segment_no = l.server_segment and b.state = 'owned' join service s on s.service_no = b.service_no
where l.time >= make_timestamp($from) and l.time < make_timestamp($to) and c.service_id = $client and s.service_id = $server
  and ($region is null or b.region_no = (select region_no from region where region = $region))
  and ($asked_from is null or a.region_no = (select region_no from region where region = $asked_from))
group by all order by lookups desc, client, server limit 200;
