-- Fills socket_log: who recorded in which file, and when.
insert into socket_log
with seen as (
  select evidence_id, case when own_a then a_end else b_end end // 65536 as text_no, time, end_time from sighting where class is null
  union all
  select r.evidence_id, src_no, time, end_time from socket_record r join socket_text a on a.text_no = r.src_no where listening and address_class(a.text) is null
  union all
  select evidence_id, host_no, time, end_time from socket_record where host_no > 0
), run as (
  select evidence_id, text_no, min(time) as from_time, max(end_time) as to_time from seen group by all
)
select evidence_id, text, from_time, to_time from run join socket_text using (text_no) order by all;
