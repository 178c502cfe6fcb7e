-- One row per minute in which connections began and outcome: how many they are, and how many their records say, both ends and snapshots added up.
create or replace table connection_outcome_minute as
select (epoch_us(first_time) // 60000000)::integer as minute, outcome, sum(connections)::bigint as connections, sum(seen)::bigint as seen
from seen_connection group by all order by minute, outcome;
