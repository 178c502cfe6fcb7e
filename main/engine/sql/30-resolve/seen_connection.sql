-- One row per connection: client and server, by what they were told apart, and where it counts in the balance. decided_by: listening (one end is
-- known to be listened on, the other not), role (a record says which end connected), port (a well-known port against an ephemeral one),
-- peers (one end met four times as many ends as the other); NULL where the direction is unknown: then client is only the lesser end.
-- at_server: a record of the server's own end is among those that show it. outcome: loopback, link-local, multicast, unspecified; self; undirected; resolved; or the first reason that holds, shared (an address that
-- many share and nobody owns for certain) before those of lookups. Key: connection_no.
create or replace table seen_connection (
  connection_no integer not null, first_time timestamp not null, last_time timestamp not null, protocol varchar not null,
  client_address varchar not null, client_port integer not null, server_address varchar not null, server_port integer not null,
  client_segment integer, server_segment integer, client integer, server integer, decided_by varchar, shared boolean not null, at_server boolean not null,
  connections bigint not null, seen bigint not null, records bigint not null,
  client_process varchar, client_pid bigint, server_process varchar, server_pid bigint, evidence_id integer not null, line integer not null,
  outcome varchar not null
);
-- Tells client and server of every folded connection apart, and where it counts (see seen_connection). What was seen listening at other times alone,
-- an hour away and more, does not gainsay who says at the time that it connected.
insert into seen_connection by name
with listened as (
  select connection_no, bool_or(at_a) as a, bool_or(not at_a) as b,
    bool_or(first_time between first_seen - interval 1 hour and last_seen + interval 1 hour) as now
  from (
    select f.rowid as connection_no, true as at_a, f.first_time, l.first_seen, l.last_seen from folded_connection f join listener l
      on l.protocol_no = f.protocol_no and l.listening_end = f.a_end and (l.segment_no is null or l.segment_no = f.a_segment) and f.first_time >= l.valid_from and f.first_time < l.valid_to
    union all
    select f.rowid, false, f.first_time, l.first_seen, l.last_seen from folded_connection f join listener l
      on l.protocol_no = f.protocol_no and l.listening_end = f.b_end and (l.segment_no is null or l.segment_no = f.b_segment) and f.first_time >= l.valid_from and f.first_time < l.valid_to
  ) group by connection_no
), ported as (
  select *, rowid as connection_no, a_end % 65536 as a_port, b_end % 65536 as b_port from folded_connection
), told as materialized (
  select f.*, case
      when l.b and not l.a and (l.now or connect_a or not connect_b) then 'ab' when l.a and not l.b and (l.now or connect_b or not connect_a) then 'ba' end as by_listening,
    case when connect_a and not connect_b then 'ab' when connect_b and not connect_a then 'ba' end as by_role,
    case when b_port > 0 and a_port = 0 or well_known_port(b_port) and a_port >= 32768 then 'ab'
      when a_port > 0 and b_port = 0 or well_known_port(a_port) and b_port >= 32768 then 'ba' end as by_port
  from ported f left join listened l using (connection_no)
), open_end as (
  select protocol_no, a_end as "end" from told where coalesce(by_listening, by_role, by_port, class) is null
  union
  select protocol_no, b_end from told where coalesce(by_listening, by_role, by_port, class) is null
), met as (
  select protocol_no, "end", count(distinct peer) as peers from (
    select protocol_no, "end", t.b_end as peer from told t join open_end e using (protocol_no) where e."end" = t.a_end
    union all
    select protocol_no, "end", t.a_end from told t join open_end e using (protocol_no) where e."end" = t.b_end
  ) group by all
), directed as (
  select t.*, case when b.peers >= 4 * a.peers then 'ab' when a.peers >= 4 * b.peers then 'ba' end as by_peers
  from told t left join met a on a.protocol_no = t.protocol_no and a."end" = t.a_end left join met b on b.protocol_no = t.protocol_no and b."end" = t.b_end
), turned as (
  select *, coalesce(by_listening, by_role, by_port, by_peers, 'ab') = 'ab' as forward,
    case when by_listening is not null then 'listening' when by_role is not null then 'role' when by_port is not null then 'port' when by_peers is not null then 'peers' end as decided_by
  from directed
), turned_ends as (
  select connection_no, first_time, last_time, protocol_no, connections, seen, records, class, decided_by, a_shared or b_shared as shared, evidence_id, line,
    case when forward then at_b else at_a end as at_server, case when forward then a_shared else b_shared end as client_shared, case when forward then b_shared else a_shared end as server_shared,
    case when forward then a_end else b_end end as client_end, case when forward then b_end else a_end end as server_end,
    case when forward then a_rank else b_rank end as client_rank, case when forward then b_rank else a_rank end as server_rank,
    case when forward then a_segment else b_segment end as client_segment, case when forward then b_segment else a_segment end as server_segment,
    case when forward then a_process_no else b_process_no end as client_process_no, case when forward then b_process_no else a_process_no end as server_process_no
  from turned
)
select (e.connection_no + 1)::integer as connection_no, e.first_time, e.last_time, p.text as protocol, ca.text as client_address, (e.client_end % 65536)::integer as client_port,
  sa.text as server_address, (e.server_end % 65536)::integer as server_port,
  e.client_segment, e.server_segment, c.service_no as client, s.service_no as server, e.decided_by, e.shared, e.at_server, e.connections, e.seen, e.records,
  cp.process_name as client_process, cp.pid as client_pid, sp.process_name as server_process, sp.pid as server_pid, e.evidence_id, e.line, case
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
from turned_ends e
join socket_text p on p.text_no = e.protocol_no
join socket_text ca on ca.text_no = e.client_end // 65536 join socket_text sa on sa.text_no = e.server_end // 65536
left join socket_process cp on cp.process_no = e.client_process_no left join socket_process sp on sp.process_no = e.server_process_no
left join segment c on c.segment_no = e.client_segment and c.state = 'owned'
left join segment s on s.segment_no = e.server_segment and s.state = 'owned'
order by e.connection_no;
