-- One row per outcome of the connections that reach into a window: how many they are, and how many their records say.
with part as (
  select outcome, connections, seen from connection_outcome_minute where minute >= $minute_from and minute < $minute_to
  union all
  select outcome, connections, seen from seen_connection where first_time >= make_timestamp($from) and first_time < make_timestamp($head)
  union all
  select outcome, connections, seen from seen_connection where first_time >= make_timestamp($tail) and first_time < make_timestamp($to)
  union all
  select outcome, connections, seen from seen_connection where first_time < make_timestamp($from) and last_time >= make_timestamp($from)
)
select outcome, sum(connections)::bigint as connections, sum(seen)::bigint as seen from part group by outcome order by outcome;
