-- One row per lookup of [from_time, to_time), client and server: whether it counts as a lookup of the pair, as contested or as failed,
-- and the regions of its answers as a set of bits.
create or replace temp macro dependency_lookup(from_time, to_time) as table
with certain as (
  select l.lookup_id, min(l.time) as time, min(c.service_no) as client, s.service_no as server, bit_or(g.region_bit) as regions
  from lookup l
  join segment c on c.segment_no = l.client_segment and c.state = 'owned'
  join segment s on s.segment_no = l.server_segment and s.state = 'owned'
  join region g on g.region_no = s.region_no
  where l.time >= from_time and l.time < to_time and c.service_no <> s.service_no
  group by l.lookup_id, s.service_no
), contested as (
  select distinct l.lookup_id, l.time, c.service_no as client, s.service_no as server
  from lookup l
  join segment a on a.segment_no = l.client_segment
  join segment b on b.segment_no = l.server_segment
  join segment_service c on c.segment_no = a.segment_no
  join segment_service s on s.segment_no = b.segment_no
  where l.time >= from_time and l.time < to_time and (a.state = 'contested' or b.state = 'contested') and c.service_no <> s.service_no
)
select lookup_id, time, client, server, regions, 1 as lookups, 0 as contested, 0 as failures from certain
union all
select lookup_id, time, client, server, null, 0, 1, 0
from contested anti join (select lookup_id, client, server from certain where lookup_id in (select lookup_id from contested)) using (lookup_id, client, server)
union all
select f.lookup_id, f.time, f.client, n.service_no, null, 0, 0, 1
from failed_lookup(from_time, to_time) f join name_server n on n.name = f.name and n.service_no <> f.client;
