-- Fills socket_log, minute by minute. A log that names no host is one of each address that is its own. It is broken where it is silent for more
-- than ten minutes and ten times the median gap between its minutes (of snapshots: where they do not follow closely, none runs between).
insert into socket_log
with told as (
  select log_no, host_no, case when own_a then a_end else b_end end // 65536 as text_no, time, end_time from sighting where class is null
  union all
  select log_no, host_no, src_no, time, end_time from socket_record r join socket_text a on a.text_no = r.src_no where listening and address_class(a.text) is null
  union all
  select log_no, host_no, host_no, time, end_time from socket_record where host_no > 0
), seen as (
  select log_no, host_no, text_no, case when host_no = 0 then text_no else host_no end as owner_no, epoch_us(time) // 60000000 as minute, min(time) as from_time, max(end_time) as to_time
  from told group by all
), spaced as (
  select *, max(to_time) over (partition by log_no, host_no, owner_no order by minute rows between unbounded preceding and 1 preceding) as before from seen where text_no = owner_no
), usual as (
  select log_no, host_no, owner_no, greatest(600000000, 10 * median(epoch_us(from_time) - epoch_us(before))) as longest,
    exists (select 1 from snapshot_log l where l.host_no = spaced.host_no and l.log_no = spaced.log_no) as listed
  from spaced group by all
), begun as (
  select log_no, host_no, owner_no, minute, listed, case when listed then not successive(before, from_time) else epoch_us(from_time) - epoch_us(before) > longest end as broken
  from spaced join usual using (log_no, host_no, owner_no)
), stretch as (
  select *, count(*) filter (broken) over (partition by log_no, host_no, owner_no order by minute) as nth from begun
)
select t.text, min(s.from_time) as from_time, max(s.to_time) as to_time, r.listed
from seen s join stretch r using (log_no, host_no, owner_no, minute) join socket_text t on t.text_no = s.text_no
group by s.log_no, s.host_no, t.text, r.listed, r.nth order by all;
