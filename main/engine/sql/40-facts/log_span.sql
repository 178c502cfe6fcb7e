-- One row per DNS log and unbroken time that it covers, in whole minutes. A log is broken where it holds no lookup for more than ten
-- minutes and for more than ten times the median gap between its minutes.
create or replace table log_span as
with heard as (
  select distinct (lookup_id // 8589934592)::integer as evidence_id, (epoch_us(time) // 60000000)::integer as minute from lookup
  union
  select distinct response_evidence_id, (epoch_us(time) // 60000000)::integer from lookup where response_evidence_id is not null
), spaced as (
  select evidence_id, minute, minute - lag(minute) over (partition by evidence_id order by minute) as gap from heard
), usual as (
  select evidence_id, greatest(10, 10 * median(gap)) as longest from spaced group by evidence_id
), numbered as (
  select s.evidence_id, s.minute,
    count(*) filter (coalesce(s.gap > u.longest, true)) over (partition by s.evidence_id order by s.minute) as nth
  from spaced s join usual u using (evidence_id)
)
select evidence_id, min(minute) as minute_from, max(minute) + 1 as minute_to from numbered group by evidence_id, nth order by all;
