-- Connections that began per bucket of the case.
select (minute::bigint * 60000000 - $from) // $step as bucket, sum(connections)::bigint as connections
from connection_outcome_minute group by bucket order by bucket;
