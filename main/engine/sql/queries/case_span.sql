-- The time from the first lookup, connection record, heartbeat or health event to the end of the last; NULL where the case has none.
select epoch_us(min(first_time)) as first, epoch_us(max(last_time)) as last from (
  select min(time) as first_time, max(time) as last_time from lookup
  union all select min(time), max(coalesce(end_time, time)) from connection
  union all select min(time), max(time) from heartbeat
  union all select min(time), max(time) from health_event);
