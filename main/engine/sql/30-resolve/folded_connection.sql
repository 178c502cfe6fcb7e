-- One row per connection, however many records of both its ends and of successive snapshots show it. Records of one protocol and pair of
-- ends are one connection while each follows the one before within 4 minutes (until then the ends cannot be used again: 2 MSL of
-- RFC 9293), or stands in the next snapshot of its host, at most an hour later. What a snapshot shows may have begun at any time since the one
-- before. A snapshot is an instant of which a host has several
-- records, or each instant of a host that has few of these. Records that stand for the connections of a time are folded by the minute:
-- the end that counted most counts. seen: what the records say, added up; connections: what counts.
create or replace temp table folded_connection as
with moment as (
  select host, format, time, count(*) as records from socket_record group by all
), snapshot as (
  select host, format, time, count(*) filter (listed) over log as nth,
    case when many and listed then coalesce(max(time) filter (listed) over (log rows between unbounded preceding and 1 preceding), timestamp '-infinity') end as previous
  from (select *, avg(records) over (partition by host, format) >= 2 as many, records > 1 or not many as listed from moment)
  window log as (partition by host, format order by time)
), stepped as (
  select s.* exclude (whole), m.nth, m.previous, lag(s.time) over tuple as before, lag(m.nth) over own as nth_before, lag(s.time) over own as own_before,
    bool_or(s.whole) over (partition by s.protocol, s.a_address, s.a_port, s.b_address, s.b_port, s.place) as whole
  from sighting s join snapshot m on m.host = s.host and m.format = s.format and m.time = s.time
  window tuple as (partition by s.protocol, s.a_address, s.a_port, s.b_address, s.b_port, s.place order by s.time),
    own as (partition by s.protocol, s.a_address, s.a_port, s.b_address, s.b_port, s.place, s.host, s.format order by s.time)
), linked as (
  select *, least(time, case when time - before <= interval 4 minute then before end,
    case when nth - nth_before <= 1 and time - own_before <= interval 1 hour then own_before end,
    case when before >= previous and time - before <= interval 1 hour then before end) as since
  from stepped
), begun as (
  select *, min(since) over (partition by protocol, a_address, a_port, b_address, b_port, place order by time
    range between current row and unbounded following) = time as begins
  from linked
), numbered as (
  select *, case when whole then epoch_us(time) // 60000000 else count(*) filter (begins) over tuple end as nth_use
  from begun window tuple as (partition by protocol, a_address, a_port, b_address, b_port, place order by time)
), per_log as (
  select protocol, a_address, a_port, b_address, b_port, place, whole, nth_use, own_a, host, format,
    case when whole then sum(connections) else 1 end::bigint as connections, sum(connections)::bigint as seen, count(*) as records,
    min(time) as first_time, max(time) as last_time, min(class) as class, bool_or(connect_a) as connect_a, bool_or(connect_b) as connect_b,
    bool_or(a_shared) as a_shared, bool_or(b_shared) as b_shared,
    min(row(case a_state when 'owned' then 0 when 'contested' then 1 when 'unowned' then 2 else 3 end, time, not own_a, a_segment)) as a,
    min(row(case b_state when 'owned' then 0 when 'contested' then 1 when 'unowned' then 2 else 3 end, time, own_a, b_segment)) as b,
    min(row(time, process_name, pid)) filter (process_name is not null or pid is not null) as process,
    min(row(time, evidence_id, line)) as record
  from numbered group by protocol, a_address, a_port, b_address, b_port, place, whole, nth_use, own_a, host, format
), folded as (
  select protocol, a_address, a_port, b_address, b_port, place, whole, nth_use,
    max(connections) as connections, sum(seen)::bigint as seen, sum(records)::bigint as records, min(first_time) as first_time, max(last_time) as last_time,
    min(class) as class, bool_or(connect_a) as connect_a, bool_or(connect_b) as connect_b, bool_or(a_shared) as a_shared, bool_or(b_shared) as b_shared,
    min(a) as a, min(b) as b, min(process) filter (own_a) as a_process, min(process) filter (not own_a) as b_process, min(record) as record
  from per_log group by all
)
select (row_number() over (order by first_time, protocol, a_address, a_port, b_address, b_port, place, whole))::integer as connection_no,
  protocol, a_address, a_port, b_address, b_port, connections, seen, records, first_time, last_time, class, connect_a, connect_b, a_shared, b_shared,
  a[1] as a_rank, a[4] as a_segment, b[1] as b_rank, b[4] as b_segment, a_process[2] as a_process, a_process[3] as a_pid, b_process[2] as b_process, b_process[3] as b_pid,
  record[2] as evidence_id, record[3] as line
from folded;
