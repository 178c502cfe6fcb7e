-- One row per connection, however many records of both its ends and of successive snapshots show it: one use of a pair of ends. Where
-- records stand for several, the end that counted most counts. seen: what the records say, added up; connections: what counts.
create or replace temp table folded_connection as
with used as (
  select s.* exclude (whole), coalesce(u.whole, false) as whole, coalesce(u.nth_use, 0) as nth_use
  from sighting s left join connection_use u using (sighting_no)
), counted as (
  select ends, a_port, b_port, nth_use, max(connections) as connections from (
    select ends, a_port, b_port, nth_use, sum(connections)::bigint as connections from used where whole
    group by ends, a_port, b_port, nth_use, own_a, host, format
  ) group by all
), folded as (
  select ends, protocol, place, a_address, a_port, b_address, b_port, nth_use, sum(connections)::bigint as seen, count(*) as records,
    min(time) as first_time, max(end_time) as last_time, min(class) as class, bool_or(connect_a) as connect_a, bool_or(connect_b) as connect_b,
    bool_or(a_shared) as a_shared, bool_or(b_shared) as b_shared, min(a_owner) as a_owner, min(b_owner) as b_owner,
    min(row(process_name, pid)) filter (own_a and (process_name is not null or pid is not null)) as a_process,
    min(row(process_name, pid)) filter (not own_a and (process_name is not null or pid is not null)) as b_process,
    min(evidence_id * 8589934592 + line) as record
  from used group by ends, protocol, place, a_address, a_port, b_address, b_port, nth_use
)
select (row_number() over (order by f.first_time, f.protocol, f.a_address, f.a_port, f.b_address, f.b_port, f.place))::integer as connection_no,
  f.protocol, f.a_address, f.a_port, f.b_address, f.b_port, coalesce(c.connections, 1) as connections, f.seen, f.records, f.first_time, f.last_time,
  f.class, f.connect_a, f.connect_b, f.a_shared, f.b_shared,
  (f.a_owner // 8589934592)::integer as a_rank, nullif(f.a_owner % 4294967296, 0)::integer as a_segment,
  (f.b_owner // 8589934592)::integer as b_rank, nullif(f.b_owner % 4294967296, 0)::integer as b_segment,
  f.a_process[1] as a_process, f.a_process[2] as a_pid, f.b_process[1] as b_process, f.b_process[2] as b_pid,
  (f.record // 8589934592)::integer as evidence_id, (f.record % 8589934592)::integer as line
from folded f left join counted c using (ends, a_port, b_port, nth_use);
