-- Tells client and server of every folded connection apart, and where it counts (see seen_connection).
insert into seen_connection by name
with listened as (
  select connection_no, bool_or(at_a) as a, bool_or(not at_a) as b from (
    select f.connection_no, true as at_a from folded_connection f join listener l
      on l.protocol = f.protocol and l.address = f.a_address and l.port = f.a_port and f.first_time >= l.valid_from and f.first_time < l.valid_to
    union all
    select f.connection_no, false from folded_connection f join listener l
      on l.protocol = f.protocol and l.address = f.b_address and l.port = f.b_port and f.first_time >= l.valid_from and f.first_time < l.valid_to
  ) group by connection_no
), told as materialized (
  select f.*, case
      when l.b and not l.a then 'ab' when l.a and not l.b then 'ba' end as by_listening,
    case when connect_a and not connect_b then 'ab' when connect_b and not connect_a then 'ba' end as by_role,
    case when b_port > 0 and a_port = 0 or well_known_port(b_port) and a_port >= 32768 then 'ab'
      when a_port > 0 and b_port = 0 or well_known_port(a_port) and b_port >= 32768 then 'ba' end as by_port
  from folded_connection f left join listened l using (connection_no)
), open_end as (
  select protocol, a_address as address, a_port as port from told where coalesce(by_listening, by_role, by_port, class) is null
  union
  select protocol, b_address, b_port from told where coalesce(by_listening, by_role, by_port, class) is null
), met as (
  select protocol, address, port, count(distinct row(peer, peer_port)) as peers from (
    select e.protocol, e.address, e.port, t.b_address as peer, t.b_port as peer_port from told t join open_end e on e.protocol = t.protocol and e.address = t.a_address and e.port = t.a_port
    union all
    select e.protocol, e.address, e.port, t.a_address, t.a_port from told t join open_end e on e.protocol = t.protocol and e.address = t.b_address and e.port = t.b_port
  ) group by all
), directed as (
  select t.*, case when b.peers >= 4 * a.peers then 'ab' when a.peers >= 4 * b.peers then 'ba' end as by_peers
  from told t left join met a on a.protocol = t.protocol and a.address = t.a_address and a.port = t.a_port
  left join met b on b.protocol = t.protocol and b.address = t.b_address and b.port = t.b_port
), turned as (
  select *, coalesce(by_listening, by_role, by_port, by_peers) as way, coalesce(by_listening, by_role, by_port, by_peers, 'ab') = 'ab' as forward,
    case when by_listening is not null then 'listening' when by_role is not null then 'role' when by_port is not null then 'port' when by_peers is not null then 'peers' end as decided_by
  from directed
), ends as (
  select connection_no, first_time, last_time, protocol, connections, seen, records, class, decided_by, a_shared or b_shared as shared, evidence_id, line,
    case when forward then a_shared else b_shared end as client_shared, case when forward then b_shared else a_shared end as server_shared,
    case when forward then a_address else b_address end as client_address, case when forward then a_port else b_port end as client_port,
    case when forward then b_address else a_address end as server_address, case when forward then b_port else a_port end as server_port,
    case when forward then a_rank else b_rank end as client_rank, case when forward then b_rank else a_rank end as server_rank,
    case when forward then a_segment else b_segment end as client_segment, case when forward then b_segment else a_segment end as server_segment,
    case when forward then a_process else b_process end as client_process, case when forward then b_process else a_process end as server_process,
    case when forward then a_pid else b_pid end as client_pid, case when forward then b_pid else a_pid end as server_pid
  from turned
)
select e.connection_no, e.first_time, e.last_time, e.protocol, e.client_address, e.client_port, e.server_address, e.server_port,
  e.client_segment, e.server_segment, c.service_no as client, s.service_no as server, e.decided_by, e.shared, e.connections, e.seen, e.records,
  e.client_process, e.client_pid, e.server_process, e.server_pid, e.evidence_id, e.line, case
    when e.class is not null then e.class
    when c.service_no = s.service_no then 'self'
    when e.decided_by is null then 'undirected'
    when c.service_no is not null and s.service_no is not null then 'resolved'
    when e.client_shared and e.client_rank > 0 or e.server_shared and e.server_rank > 0 then 'shared'
    when e.client_rank = 3 then 'unknown-client'
    when e.client_rank = 1 or e.server_rank = 1 then 'contested'
    when e.client_rank = 2 or e.server_rank = 2 then 'unowned'
    else 'unknown-address'
  end as outcome
from ends e
left join segment c on c.segment_no = e.client_segment and c.state = 'owned'
left join segment s on s.segment_no = e.server_segment and s.state = 'owned'
order by e.connection_no;
