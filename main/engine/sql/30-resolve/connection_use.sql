-- One row per sighting that may not belong to the only use of its pair of ends, with the number of that use: a pair is used again, as
-- another connection, where no record links over the gap. A record links to the one before within 4 minutes of its end (until then the ends
-- cannot be used again: 2 MSL of RFC 9293), and to the snapshot of its host before, at most an hour earlier; what a snapshot shows may
-- have begun at any time since the one before. A snapshot is an instant of which a host has several records that are no spans of time, or each
-- instant of a host that has few of these. Of the earlier records of a pair, the one that ends last is the one before. Records that stand for the connections of a time are folded by the minute.
create or replace temp table connection_use as
with pair as (
  select way, a_end, b_end, bool_or(whole) as whole from sighting
  group by all having bool_or(whole) or max(time) - min(time) > interval 4 minute
), again as (
  select s.rowid as sighting_no, s.* from sighting s join pair p using (way, a_end, b_end) where not p.whole
), moment as (
  select host_no, log_no, time, count(*) filter (not lasting) as records from socket_record
  semi join again using (host_no, log_no) group by all
), snapshot as (
  select host_no, log_no, time, case when listed then count(*) filter (listed) over log end as nth,
    case when many and listed then coalesce(max(time) filter (listed) over (log rows between unbounded preceding and 1 preceding), timestamp '-infinity') end as previous
  from (select *, avg(records) over (partition by host_no, log_no) >= 2 as many, records > 1 or records = 1 and not many as listed from moment)
  window log as (partition by host_no, log_no order by time)
), stepped as (
  select s.sighting_no, s.way, s.a_end, s.b_end, s.time, m.nth, m.previous,
    max(s.end_time) over earlier as before_end, arg_max(s.time, s.end_time) over earlier as before, lag(m.nth) over own as nth_before, lag(s.time) over own as own_before
  from again s join snapshot m using (host_no, log_no, time)
  window earlier as (partition by s.way, s.a_end, s.b_end order by s.time, s.end_time, s.sighting_no rows between unbounded preceding and 1 preceding),
    own as (partition by s.way, s.a_end, s.b_end, s.host_no, s.log_no order by s.time)
), linked as (
  select *, least(time, case when time - before_end <= interval 4 minute then before end,
    case when nth - nth_before <= 1 and successive(own_before, time) then own_before end,
    case when before_end >= previous and successive(before_end, time) then before end) as since
  from stepped
), begun as (
  select *, min(since) over (partition by way, a_end, b_end order by time range between current row and unbounded following) = time as begins
  from linked
)
select sighting_no, false as whole, count(*) filter (begins) over (partition by way, a_end, b_end order by time) as nth_use from begun
union all
select s.rowid, true, epoch_us(s.time) // 60000000 from sighting s join pair p using (way, a_end, b_end) where p.whole;
