-- One row per service and unbroken time in which its health could be seen: each health event vouches for as long as it holds; a
-- subject that reports changes only was silent because nothing changed, from the first to the last health event of the files that speak of it.
-- That a host is well says nothing of what runs on it.
create or replace table watch_span as
with file as (
  select evidence_id, min(time) as from_time, max(time) + interval 1 microsecond as to_time from health_event group by all
), span as (
  select service_no, time as from_time, until as to_time from health_moment where not (by_host and level = 0)
  union all
  select distinct service_no, f.from_time, f.to_time from health_moment join file f using (evidence_id) where not sampled and not (by_host and level = 0)
), begun as (
  select *, coalesce(max(to_time) over (partition by service_no order by from_time, to_time rows between unbounded preceding and 1 preceding) < from_time, true) as begins
  from span
), numbered as (
  select *, count(*) filter (begins) over (partition by service_no order by from_time, to_time rows unbounded preceding) as nth from begun
)
select service_no, min(from_time) as from_time, max(to_time) as to_time from numbered group by service_no, nth order by service_no, from_time;
