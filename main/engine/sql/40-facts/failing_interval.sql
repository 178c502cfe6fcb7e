-- One row per service, subject, kind and unbroken time in which it was not ok. An event holds until the next event of the same
-- subject and kind, at most twice their usual step (the median gap, gaps over an hour left out; ten minutes where there is none);
-- an event alone stands for ten minutes. One that says until when holds until then, whatever the others say, and is known
-- to a minute, since such events tell of changes and are no samples. Where `ok` stands at the
-- same time as another failure, the worse counts if that is usual (several probes report as one); else the record that comes last in its
-- file does (a failure and then ok, by a coarse clock).
create or replace table failing_interval as
with event as (
  select *, case status when 'error' then 2 when 'degraded' then 1 else 0 end as level from health_subject
), instant as (
  select service_no, subject, kind, time, evidence_id, max(level) as worst, arg_max(level, record) as last, min(level) = 0 and max(level) > 0 as mixed,
    max(severity) as severity, count(*) as events, arg_min(line, (level = 0, line)) as line, min(message) filter (level > 0) as message,
    max(until_time) filter (level > 0) as held, bool_or(until_time is null) filter (level > 0) as open
  from event group by all
), usual as (
  select service_no, subject, kind, count(*) filter (mixed) * 3 > count(*) filter (worst > 0) * 2 as several from instant group by all
), moment as (
  select service_no, subject, kind, time, max(case when mixed and not several and held is null then last else worst end) as level, max(severity) as severity,
    sum(events) as events, arg_min(evidence_id, (worst = 0, evidence_id)) as evidence_id, arg_min(line, (worst = 0, evidence_id)) as line, min(message) as message,
    max(held) as held, bool_or(open) as open
  from instant join usual using (service_no, subject, kind) group by service_no, subject, kind, time
), spaced as (
  select *, lead(time) over own as next_time, count(*) over (partition by service_no, subject, kind) as moments from moment
  window own as (partition by service_no, subject, kind order by time)
), stepped as (
  select *, coalesce(
    quantile_cont(epoch_us(next_time) - epoch_us(time), 0.5) filter (next_time - time <= interval 1 hour) over (partition by service_no, subject, kind),
    600000000)::bigint as step
  from spaced
), piece as (
  select *, greatest(held, case when open and moments = 1 then time + interval 10 minute
    when open then least(coalesce(next_time, timestamp 'infinity'), time + to_microseconds(2 * step)) end) as until
  from stepped where level > 0
), begun as (
  select *, coalesce(max(until) over earlier < time, true) as begins
  from piece window earlier as (partition by service_no, subject, kind order by time rows between unbounded preceding and 1 preceding)
), numbered as (
  select *, count(*) filter (begins) over (partition by service_no, subject, kind order by time) as nth from begun
)
select service_no, subject, kind, case max(level) when 2 then 'error' else 'degraded' end as status,
  min(time) as from_time, max(until) as to_time, max(severity) as severity, sum(events)::bigint as events, min(case when open then step else least(step, 60000000) end) as step,
  arg_min(message, time) filter (message is not null) as message, arg_min(evidence_id, time) as evidence_id, arg_min(line, time) as line
from numbered group by service_no, subject, kind, nth
order by from_time, service_no, subject, kind;
