-- One row per connection, however many records of both its ends and of successive snapshots show it: one use of a pair of ends, in an order
-- that no import changes. Where records stand for several, the end that counted most counts. seen: what the records say, added up;
-- connections: what counts. Key: rowid.
create or replace temp table folded_connection as
with counted as (
  select way, a_end, b_end, nth_use, max(connections) as connections from (
    select way, a_end, b_end, nth_use, sum(connections)::bigint as connections from connection_use u join sighting s on s.rowid = u.sighting_no where u.whole
    group by way, a_end, b_end, nth_use, own_a, host_no, log_no
  ) group by all
), folded as (
  select way, a_end, b_end, coalesce(u.nth_use, 0) as nth_use, sum(connections)::bigint as seen, count(*) as records,
    min(time) as first_time, max(end_time) as last_time, min(class) as class, bool_or(own_a) as at_a, bool_or(not own_a) as at_b, bool_or(connect_a) as connect_a, bool_or(connect_b) as connect_b,
    bool_or(a_shared) as a_shared, bool_or(b_shared) as b_shared, min(a_owner) as a_owner, min(b_owner) as b_owner,
    min(process_no) filter (own_a) as a_process_no, min(process_no) filter (not own_a) as b_process_no,
    min(evidence_id * 8589934592 + line) as record
  from sighting s left join connection_use u on u.sighting_no = s.rowid group by way, a_end, b_end, coalesce(u.nth_use, 0)
)
select f.way // 4294967296 as protocol_no, f.a_end, f.b_end, coalesce(c.connections, 1) as connections, f.seen, f.records, f.first_time, f.last_time,
  f.class, f.at_a, f.at_b, f.connect_a, f.connect_b, f.a_shared, f.b_shared, f.a_process_no, f.b_process_no,
  (f.a_owner // 8589934592)::integer as a_rank, nullif(f.a_owner % 4294967296, 0)::integer as a_segment,
  (f.b_owner // 8589934592)::integer as b_rank, nullif(f.b_owner % 4294967296, 0)::integer as b_segment,
  (f.record // 8589934592)::integer as evidence_id, (f.record % 8589934592)::integer as line
from folded f left join counted c using (way, a_end, b_end, nth_use)
order by f.first_time, protocol_no, f.a_end, f.b_end, f.way;
