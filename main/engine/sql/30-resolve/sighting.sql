-- One row per record of a connection: its two ends in an order that does not depend on who recorded it (a before b), which of them is the
-- recording host's own, and whose they are then. way: protocol, and the host where an address says nothing beyond it or an ambiguous pair nothing of other hosts' records, in one number. whole: the
-- record stands for connections of a time, not for one connection with both its ports. a_owner, b_owner: see endpoint, and 2^32 more where
-- the host recorded the other end.
create or replace temp table sighting as
with placed as (
  select r.*, dst_end < src_end as swapped, m.a_end is not null as ambiguous, d.hosted and not s.hosted as inbound, least(s.class, d.class) as class,
    s.shared as src_shared, d.shared as dst_shared,
    case when d.hosted and not s.hosted then s.owner else s.own_owner end as src_owner,
    case when d.hosted and not s.hosted then d.own_owner else d.owner end as dst_owner
  from socket_ends r
  join endpoint s on s.host_no = r.host_no and s.address_no = r.src_no and r.time >= s.valid_from and r.time < s.valid_to
  join endpoint d on d.host_no = r.far_host_no and d.address_no = r.dst_no and r.time >= d.valid_from and r.time < d.valid_to
  left join ambiguous_pair m on m.protocol_no = r.protocol_no and m.a_end = least(r.src_end, r.dst_end) and m.b_end = greatest(r.src_end, r.dst_end)
)
select evidence_id, line, time, end_time, host_no, log_no, process_no, connections, class,
  protocol_no * 4294967296 + case when class in ('loopback', 'link-local') or ambiguous then host_no else 0 end as way,
  connections > 1 or src_end % 65536 = 0 or dst_end % 65536 = 0 as whole,
  inbound = swapped as own_a, connects and not swapped as connect_a, connects and swapped as connect_b,
  least(src_end, dst_end) as a_end, greatest(src_end, dst_end) as b_end,
  case when swapped then dst_owner else src_owner end + case when inbound = swapped then 0 else 4294967296 end as a_owner,
  case when swapped then src_owner else dst_owner end + case when inbound = swapped then 4294967296 else 0 end as b_owner,
  case when swapped then dst_shared else src_shared end as a_shared, case when swapped then src_shared else dst_shared end as b_shared
from placed;
