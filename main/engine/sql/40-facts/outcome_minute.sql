-- One row per minute, outcome and response code: how many lookups ended so.
create or replace table outcome_minute as
select (epoch_us(time) // 60000000)::integer as minute, outcome, case when outcome = 'no-answer' then response_code end as response_code, count(*)::bigint as lookups
from lookup_outcome(timestamp '-infinity', timestamp 'infinity')
group by all order by minute, outcome;
