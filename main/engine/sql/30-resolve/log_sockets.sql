-- Fills socket_log: who recorded in which file, and when. Of snapshots, those that do not follow closely are logs of their own: none runs between.
insert into socket_log
with moment as (
  select r.evidence_id, r.host_no, r.time from socket_record r
  join snapshot_log l on l.host_no = r.host_no and l.log_no = r.log_no and (l.evidence_id is null or l.evidence_id = r.evidence_id)
  where not r.lasting group by all
), begun as (
  select *, not coalesce(successive(lag(time) over own, time), false) as begins from moment window own as (partition by evidence_id, host_no order by time)
), stretch as (
  select evidence_id, host_no, time, count(*) filter (begins) over (partition by evidence_id, host_no order by time) as nth from begun
), seen as (
  select evidence_id, case when own_a then a_end else b_end end // 65536 as text_no, host_no, time, end_time from sighting where class is null
  union all
  select r.evidence_id, src_no, host_no, time, end_time from socket_record r join socket_text a on a.text_no = r.src_no where listening and address_class(a.text) is null
  union all
  select evidence_id, host_no, host_no, time, end_time from socket_record where host_no > 0
), run as (
  select s.evidence_id, s.text_no, t.nth, min(s.time) as from_time, max(s.end_time) as to_time
  from seen s left join stretch t on t.evidence_id = s.evidence_id and t.host_no = s.host_no and t.time = s.time group by all
)
select evidence_id, text, from_time, to_time, nth is not null from run join socket_text using (text_no) order by all;
