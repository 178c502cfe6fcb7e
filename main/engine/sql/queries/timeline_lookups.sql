-- Lookups and failed lookups per bucket of the case.
select (minute::bigint * 60000000 - $from) // $step as bucket, sum(lookups)::bigint as lookups,
  coalesce(sum(lookups) filter (response_code in ('SERVFAIL', 'REFUSED', 'none')), 0)::bigint as failures
from outcome_minute group by bucket order by bucket;
