-- One row per record of a connection: its two ends in an order that does not depend on who recorded it (a before b), which of them is the
-- recording host's own, and whose they are then. place: the host, where an address says nothing beyond it. whole: the record stands for
-- connections of a time, not for one connection with both its ports. ends: a number for protocol, addresses and place. a_owner, b_owner:
-- see endpoint, and 2^32 more where the host recorded the other end.
create or replace temp table sighting as
with placed as (
  select r.*, (r.dst_address, r.dst_port) < (r.src_address, r.src_port) as swapped, d.hosted and not s.hosted as inbound, least(s.class, d.class) as class,
    s.shared as src_shared, d.shared as dst_shared,
    case when d.hosted and not s.hosted then s.owner else s.own_owner end as src_owner,
    case when d.hosted and not s.hosted then d.own_owner else d.owner end as dst_owner
  from socket_ends r
  join endpoint s on s.host = r.host and s.address = r.src_address and r.time >= s.valid_from and r.time < s.valid_to
  join endpoint d on d.host = r.far_host and d.address = r.dst_address and r.time >= d.valid_from and r.time < d.valid_to
)
select hash(protocol, least(src_address, dst_address), greatest(src_address, dst_address),
  case when class in ('loopback', 'link-local') then host end) as ends,
  row_number() over () as sighting_no, evidence_id, line, time, end_time, host, format, protocol, pid, process_name, connections, class,
  case when class in ('loopback', 'link-local') then host else '' end as place,
  connections > 1 or src_port = 0 or dst_port = 0 as whole,
  inbound = swapped as own_a, role = 'connect' and not swapped as connect_a, role = 'connect' and swapped as connect_b,
  case when swapped then dst_address else src_address end as a_address, case when swapped then dst_port else src_port end as a_port,
  case when swapped then src_address else dst_address end as b_address, case when swapped then src_port else dst_port end as b_port,
  case when swapped then dst_owner else src_owner end + case when inbound = swapped then 0 else 4294967296 end as a_owner,
  case when swapped then src_owner else dst_owner end + case when inbound = swapped then 4294967296 else 0 end as b_owner,
  case when swapped then dst_shared else src_shared end as a_shared, case when swapped then src_shared else dst_shared end as b_shared
from placed;
