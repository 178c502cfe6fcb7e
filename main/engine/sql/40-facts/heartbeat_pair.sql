-- One row per emitter and detector: its beats, and the period in microseconds in which they are expected. given: what its records say (the
-- median); learned: the median time between beats, a gap in the sequence shared out among the numbers in it, from three gaps on;
-- detector: too few beats, so what is usual of the detector's other emitters, or the shortest time between its own where that is longer; NULL where
-- nothing tells. No interval is finer than the time stamps. Until when its detector recorded anything stands in heard_to.
create or replace table heartbeat_pair (
  pair_no integer, emitter_no integer, detector_no integer, beats bigint, first_time timestamp, last_time timestamp, heard_to timestamp, period bigint,
  told_by varchar
);
insert into heartbeat_pair
with spaced as (
  select *, epoch_us(time) - epoch_us(lag(time) over own) as gap, sequence - lag(sequence) over own as steps
  from beat window own as (partition by emitter_no, detector_no order by time, sequence)
), told as (
  select emitter_no, detector_no, count(*) as beats, min(time) as first_time, max(time) as last_time,
    median(interval_ms) * 1000 as given, case when count(gap) filter (gap > 0) >= 3 then median(case when steps is null then gap when steps > 0 then gap / steps end) filter (gap > 0) end as learned,
    min(gap) filter (gap > 0) as shortest,
    case when bool_and(epoch_us(time) % 1000000 = 0) then 1000000 else 1 end as grain
  from spaced group by emitter_no, detector_no
), filled as (
  select *, median(learned) over (partition by detector_no) as usual, max(last_time) over (partition by detector_no) as heard_to from told
), judged as (
  select *, case when given is not null then 'given' when learned is not null then 'learned' when usual is not null then 'detector' end as told_by from filled
)
select (row_number() over (order by emitter_no, detector_no))::integer as pair_no, emitter_no, detector_no, beats, first_time, last_time, heard_to,
  case when told_by = 'detector' then greatest(usual, shortest, grain) when told_by is not null then greatest(coalesce(given, learned), grain) end::bigint as period, told_by
from judged order by emitter_no, detector_no;
