-- One row per connection that began in [begun_from, begun_to) and was still seen at alive_at or later, client and server: whether it counts
-- as a connection of the pair or as contested. shared: an end is an address that many share.
create or replace temp macro dependency_connection(begun_from, begun_to, alive_at) as table
select connection_no, first_time, last_time, client, server, connections, 0 as contested, case when shared then connections else 0 end as shared
from seen_connection where outcome = 'resolved' and first_time >= begun_from and first_time < begun_to and last_time >= alive_at
union all
select distinct x.connection_no, x.first_time, x.last_time, c.service_no, s.service_no, 0, x.connections, 0
from seen_connection x join segment_service c on c.segment_no = x.client_segment join segment_service s on s.segment_no = x.server_segment
where x.outcome = 'contested' and x.first_time >= begun_from and x.first_time < begun_to and x.last_time >= alive_at and c.service_no <> s.service_no;
