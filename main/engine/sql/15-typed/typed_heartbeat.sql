-- One row per raw heartbeat record: typed, with the reason where it cannot be.
create or replace temp macro typed_heartbeat(rows) as table
select record, line, time, emitter, detector, sequence, rtt_ms, interval_ms, zoneless, case
    when time_text is null then 'timestamp is missing'
    when time is null then 'timestamp "' || time_text || '" is not a time'
    when beyond_years(time) then 'timestamp "' || time_text || '" lies outside of the years 1970 to 2199'
    when emitter is null then 'emitter is missing'
    when detector is null then 'detector is missing'
    when sequence_text is not null and coalesce(sequence, -1) < 0 then 'sequence "' || sequence_text || '" is not a whole number from 0'
    when rtt_text is not null and coalesce(rtt_ms, -1) < 0 then 'rtt_ms "' || rtt_text || '" is not a time in milliseconds'
    when interval_text is not null and coalesce(interval_ms, 0) <= 0 then 'interval_ms "' || interval_text || '" is not a time in milliseconds'
  end as reason
from (
  select record, line, timestamp as time_text, moment(timestamp) as time, not has_zone(timestamp) as zoneless,
    emitter, detector, sequence as sequence_text, try_cast(sequence as bigint) as sequence,
    rtt_ms as rtt_text, try_cast(rtt_ms as double) as rtt_ms, interval_ms as interval_text, try_cast(interval_ms as double) as interval_ms
  from query_table(rows)
);
