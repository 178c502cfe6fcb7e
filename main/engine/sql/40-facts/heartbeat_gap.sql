-- One row per gap of a pair in which beats were missed: after the beat of from_time, to the next, or to where the detector's records end
-- (last). A gap of g holds round(g / period) - 1 missed beats, one expected every `step` microseconds; none where it is shorter than two
-- intervals and the sequence goes on. lost_on_way: those that the sequence numbers say were sent; NULL where they do not tell.
-- restarted: the sequence began again. before, after: beats between this gap and the one before, and the next. Key: pair_no, nth.
create or replace table heartbeat_gap (
  pair_no integer, nth bigint, from_time timestamp, to_time timestamp, last boolean, missed bigint, step double, lost_on_way bigint, restarted boolean,
  before bigint, after bigint, evidence_id integer, line integer, next_evidence_id integer, next_line integer
);
insert into heartbeat_gap
with stepped as (
  select p.pair_no, p.period, p.beats, p.heard_to, b.time as from_time, b.sequence, b.evidence_id, b.line, row_number() over own as nth,
    lead(b.time) over own as next_time, lead(b.sequence) over own as next_sequence, lead(b.evidence_id) over own as next_evidence_id, lead(b.line) over own as next_line
  from beat b join heartbeat_pair p using (emitter_no, detector_no) where p.period is not null
  window own as (partition by p.pair_no order by b.time, b.sequence)
), measured as (
  select *, next_time is null as last, epoch_us(coalesce(next_time, heard_to)) - epoch_us(from_time) as gap, next_sequence - sequence as went from stepped
), counted as (
  select * replace (case when went < 0 and sequence < 65536 and went + 65536 <= gap / period + 2 then went + 65536
      when went < 0 and went + 4294967296 <= gap / period + 2 then went + 4294967296 else went end as went),
    case when last then floor(gap / period - 0.5) when gap < 2 * period and went = 1 then 0 else round(gap / period) - 1 end::bigint as missed
  from measured where gap * 2 >= period * 3
)
select pair_no, nth, from_time, coalesce(next_time, heard_to) as to_time, last, missed, case when last then period else gap / (missed + 1) end::double as step,
  case when went > 0 then least(went - 1, missed) end as lost_on_way, coalesce(went < 0, false) as restarted,
  nth - coalesce(lag(nth) over own, 0) as before, coalesce(lead(nth) over own, beats) - nth as after, evidence_id, line, next_evidence_id, next_line
from counted where missed > 0 window own as (partition by pair_no order by nth) order by pair_no, nth;
