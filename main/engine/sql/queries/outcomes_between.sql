-- One row per outcome and response code in a window: how many lookups.
with part as (
  select outcome, response_code, lookups from outcome_minute where minute >= $minute_from and minute < $minute_to
  union all
  select outcome, case when outcome = 'no-answer' then response_code end, 1 from lookup_outcome(make_timestamp($from), make_timestamp($head))
  union all
  select outcome, case when outcome = 'no-answer' then response_code end, 1 from lookup_outcome(make_timestamp($tail), make_timestamp($to))
)
select outcome, response_code, sum(lookups)::bigint as lookups from part group by all order by outcome, response_code;
