-- One row per service, subject, kind and distinct time of its health events: how bad it then was (0 ok, 1 degraded, 2 error), the moments
-- beside it, and the usual step (the median gap, gaps over an hour left out; ten minutes where there is none). Where `ok` stands at the
-- same time as a failure, the worse counts if that is usual (several probes report as one); else the record that comes last in its file
-- does (a failure and then ok, by a coarse clock). It holds `until` the next one, at most twice the step; alone, for ten minutes. An event
-- that says until when holds until then, whatever the others say. A subject is `sampled` where ok follows ok as a rule; others, and events
-- that say until when (not `open`), report changes only. `by_host`: known only by the host that it runs on.
create or replace temp table health_moment as
with event as (
  select *, case status when 'error' then 2 when 'degraded' then 1 else 0 end as level from health_subject
), instant as (
  select service_no, subject, kind, time, evidence_id, max(level) as worst, arg_max(level, record) as last, min(level) = 0 and max(level) > 0 as mixed,
    max(severity) as severity, count(*) as events, arg_min(line, (level = 0, line)) as line, min(message) filter (level > 0) as message,
    max(until_time) filter (level > 0) as held, bool_or(until_time is null) filter (level > 0) as open, bool_and(by_host) as by_host
  from event group by all
), usual as (
  select service_no, subject, kind, count(*) filter (mixed) * 3 > count(*) filter (worst > 0) * 2 as several from instant group by all
), moment as (
  select service_no, subject, kind, time, max(case when mixed and not several and held is null then last else worst end) as level, max(severity) as severity,
    sum(events) as events, arg_min(evidence_id, (worst = 0, evidence_id)) as evidence_id, arg_min(line, (worst = 0, evidence_id)) as line, min(message) as message,
    max(held) as held, coalesce(bool_or(open), true) as open, bool_and(by_host) as by_host
  from instant join usual using (service_no, subject, kind) group by service_no, subject, kind, time
), beside as (
  select *, lag(time) over own as last_time, lag(level) over own as last_level, lead(time) over own as next_time,
    count(*) over (partition by service_no, subject, kind) as moments
  from moment window own as (partition by service_no, subject, kind order by time)
), stepped as (
  select *, coalesce(
      quantile_cont(epoch_us(next_time) - epoch_us(time), 0.5) filter (next_time - time <= interval 1 hour) over own,
      600000000)::bigint as step,
    count(*) filter (level = 0 and last_level = 0) over own > count(*) filter (level = 0 and last_level > 0) over own as sampled
  from beside window own as (partition by service_no, subject, kind)
)
select * replace (sampled and open as sampled, case when open then step else least(step, 60000000) end as step),
  case when level = 0 or open then greatest(case when level > 0 then held end, case when moments = 1 then time + interval 10 minute
    else least(coalesce(next_time, timestamp 'infinity'), time + to_microseconds(2 * step)) end) else held end as until
from stepped;
