-- One row per service, subject, kind and unbroken time in which it was not ok. An event holds as health_moment says. It began after
-- `after_time`: the event before it, where the subject is sampled (NULL where there is none); else at most one step before it was reported;
-- an event that says until when tells of a change and is known to a minute.
create or replace table failing_interval as
with begun as (
  select *, coalesce(max(until) over earlier < time, true) as begins from health_moment where level > 0
  window earlier as (partition by service_no, subject, kind order by time rows between unbounded preceding and 1 preceding)
), numbered as (
  select *, count(*) filter (begins) over (partition by service_no, subject, kind order by time) as nth from begun
)
select service_no, subject, kind, case max(level) when 2 then 'error' else 'degraded' end as status,
  case when bool_and(sampled) then min(last_time) filter (begins)
    else greatest(min(time) - to_microseconds(min(step)), coalesce(min(last_time) filter (begins), '-infinity')) end as after_time,
  bool_and(sampled) as sampled,
  min(time) as from_time, max(until) as to_time, max(severity) as severity, sum(events)::bigint as events, min(step) as step,
  arg_min(message, time) filter (message is not null) as message, arg_min(evidence_id, time) as evidence_id, arg_min(line, time) as line
from numbered group by service_no, subject, kind, nth
order by from_time, service_no, subject, kind;
