-- One row per service and time in which lookups of its names failed: minutes in which at least half of them did, joined over at most five
-- minutes (or twice the usual gap between its lookups, where that is longer); at least half in all, ten and more, in two minutes at least,
-- so that neither stray noise nor the retries of one lookup count. Rows with `needed` tell the same of one client's lookups of one server.
create or replace table failed_interval as
with used as (
  select server as service_no, null::integer as needed, minute, sum(lookups + failures) as uses, sum(failures) as failures
  from dependency_minute where lookups + failures > 0 group by all
  union all
  select client, server, minute, sum(lookups + failures), sum(failures) from dependency_minute where lookups + failures > 0 group by all
), spaced as (
  select *, minute - lag(minute) over (partition by service_no, needed order by minute) as gap from used
), stepped as (
  select *, greatest(1, coalesce(quantile_cont(gap, 0.5) over (partition by service_no, needed), 1)) as step from spaced
), bad as (
  select service_no, needed, minute, step,
    coalesce(minute - lag(minute) over (partition by service_no, needed order by minute) > greatest(5, 2 * step), true) as begins
  from stepped where failures * 2 >= uses
), numbered as (
  select *, count(*) filter (begins) over (partition by service_no, needed order by minute) as nth from bad
), run as (
  select service_no, needed, min(minute) as minute_from, max(minute) + 1 as minute_to, (min(step) * 60000000)::bigint as step
  from numbered group by service_no, needed, nth having count(*) >= 2
), summed as (
  select r.service_no, r.needed, r.minute_from, r.minute_to, r.step, sum(u.uses)::bigint as uses, sum(u.failures)::bigint as failures
  from run r join used u on u.service_no = r.service_no and u.needed is not distinct from r.needed
    and u.minute >= r.minute_from and u.minute < r.minute_to
  group by all having sum(u.failures) >= 10 and sum(u.failures) * 2 >= sum(u.uses)
)
select r.service_no, r.needed, min(f.first_seen) as from_time, make_timestamp(r.minute_to::bigint * 60000000) as to_time, r.uses, r.failures, r.step,
  arg_min(f.first_lookup, (f.first_seen, f.first_lookup)) as first_lookup
from summed r join failure_minute f on f.minute >= r.minute_from and f.minute < r.minute_to
  and f.server = coalesce(r.needed, r.service_no) and (r.needed is null or f.client = r.service_no)
group by r.service_no, r.needed, r.minute_to, r.uses, r.failures, r.step
order by from_time, r.service_no, r.needed;
