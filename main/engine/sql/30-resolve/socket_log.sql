-- One row per unbroken time in which a host recorded its connections, in the files of one format, by its name or by its own address: from its first record to
-- its last. listed: it is a row of snapshots, that miss short connections.
create or replace table socket_log (name varchar not null, from_time timestamp not null, to_time timestamp not null, listed boolean not null);
-- Fills socket_log, minute by minute. A log that names no host is one of each address that is its own. It is broken where it is silent for more
-- than ten minutes and ten times the median gap between its minutes (of snapshots: where they do not follow closely, none runs between).
insert into socket_log
with told as not materialized (
  select log_no, host_no, case when class is null then case when own_a then a_end else b_end end // 65536 end as text_no, time, end_time from sighting
  union all
  select log_no, host_no, case when address_class(a.text) is null then src_no end, time, end_time
  from socket_record r join socket_text a on a.text_no = r.src_no where listening
), heard as (
  select log_no, host_no, case when host_no = 0 then text_no else host_no end as owner_no, epoch_us(time) // 60000000 as minute, min(time) as from_time, max(end_time) as to_time
  from told where host_no > 0 or text_no is not null group by all
), spaced as (
  select log_no, host_no, owner_no, from_time, max(to_time) over (partition by log_no, host_no, owner_no order by minute rows between unbounded preceding and 1 preceding) as before
  from heard
), usual as (
  select log_no, host_no, owner_no, greatest(interval 10 minute, 10 * to_microseconds(median(epoch_us(from_time) - epoch_us(before))::bigint)) as longest,
    list({'before': before, 'after': from_time}) filter (from_time - before > interval 10 minute) as gaps
  from spaced group by all
), broken as (
  select log_no, host_no, owner_no, l.log_no is not null as listed, longest, unnest(gaps) as gap from usual left join snapshot_log l using (log_no, host_no)
), begun as (
  select log_no, host_no, owner_no, timestamp '-infinity' as begins from usual
  union all
  select log_no, host_no, owner_no, gap.after from broken where case when listed then not successive(gap.before, gap.after) else gap.after - gap.before > longest end
), stretch as (
  select *, lead(begins, 1, timestamp 'infinity') over (partition by log_no, host_no, owner_no order by begins) as ends from begun
)
select t.text, min(s.from_time) as from_time, max(s.to_time) as to_time, l.log_no is not null as listed
from (
  select log_no, host_no, owner_no, owner_no as text_no, from_time, to_time from heard
  union all
  select log_no, host_no, host_no, text_no, time, end_time from told where host_no > 0 and text_no is not null
) s join stretch r on r.log_no = s.log_no and r.host_no = s.host_no and r.owner_no = s.owner_no and s.from_time >= r.begins and s.from_time < r.ends
join socket_text t on t.text_no = s.text_no left join snapshot_log l on l.log_no = s.log_no and l.host_no = s.host_no
group by s.log_no, s.host_no, t.text, listed, r.begins order by all;
