-- One row per lookup of [from_time, to_time), client and server: whether it counts as a lookup of the pair, as contested or as failed,
-- the regions of its answers as a set of bits, and for certain ones the region that it was asked from. Client and server are compared after the joins: as a condition of theirs, the
-- comparison would pair every client segment with every server segment.
create or replace temp macro dependency_lookup(from_time, to_time) as table
with certain as materialized (
  select * from (select l.lookup_id, min(l.time) as time, min(c.service_no) as client, s.service_no as server,
    min(c.region_no) as client_region, bit_or(g.region_bit) as regions
  from lookup l
  join segment c on c.segment_no = l.client_segment and c.state = 'owned'
  join segment s on s.segment_no = l.server_segment and s.state = 'owned'
  join region g on g.region_no = s.region_no
  where l.time >= from_time and l.time < to_time
  group by l.lookup_id, s.service_no) where client <> server
), touched as materialized (
  select lookup_id, time, client_segment, server_segment from lookup
  where time >= from_time and time < to_time and (
    client_segment in (select segment_no from segment where state = 'contested')
    or server_segment in (select segment_no from segment where state = 'contested'))
), contested as materialized (
  select * from (select l.lookup_id, min(l.time) as time, c.service_no as client, s.service_no as server, bit_or(r.region_bit) as regions
  from touched l
  join segment_service c on c.segment_no = l.client_segment
  join segment_service s on s.segment_no = l.server_segment
  join segment g on g.segment_no = l.server_segment
  join region r on r.region_no = g.region_no
  group by l.lookup_id, c.service_no, s.service_no) where client <> server
)
select lookup_id, time, client, server, client_region, regions, 1 as lookups, 0 as contested, 0 as failures from certain
union all
select lookup_id, time, client, server, null, regions, 0, 1, 0
from contested anti join (select lookup_id, client, server from certain where lookup_id in (select lookup_id from contested)) using (lookup_id, client, server)
union all
select f.lookup_id, f.time, f.client, n.service_no, null, null, 0, 0, 1
from failed_lookup(from_time, to_time) f join name_server n on n.name_no = f.name_no and n.service_no <> f.client;
