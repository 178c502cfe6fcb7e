-- One row per beat of an emitter that a detector heard, by time and sequence number. Told twice it counts once: records of one time
-- and number, and those that say the number of one of the two before again within half the time that is usual between beats.
create or replace table beat (
  emitter_no integer, detector_no integer, time timestamp, sequence bigint, interval_ms double, evidence_id integer, line integer
);
insert into beat
with heard as (
  select e.runtime_no as emitter_no, d.runtime_no as detector_no, h.time, h.sequence, min(h.interval_ms) as interval_ms, min(row(h.evidence_id, h.line)) as record
  from kept('heartbeat') h join runtime e on e.name = h.emitter join runtime d on d.name = h.detector
  group by e.runtime_no, d.runtime_no, h.time, h.sequence
), spaced as (
  select *, epoch_us(time) - epoch_us(lag(time) over own) as gap, epoch_us(time) - epoch_us(lag(time, 2) over own) as gap_2,
    lag(sequence) over own as sequence_1, lag(sequence, 2) over own as sequence_2
  from heard window own as (partition by emitter_no, detector_no order by time, sequence)
), usual as (
  select emitter_no, detector_no, coalesce(median(interval_ms) * 1000, median(case when sequence_1 is null then gap when sequence > sequence_1 then gap / (sequence - sequence_1) end) filter (gap > 0)) as usual from spaced group by all
)
select s.emitter_no, s.detector_no, s.time, s.sequence, s.interval_ms, s.record[1] as evidence_id, s.record[2] as line
from spaced s join usual u using (emitter_no, detector_no)
where not coalesce(s.sequence = s.sequence_1 and s.gap * 2 < u.usual or s.sequence = s.sequence_2 and s.gap_2 * 2 < u.usual, false)
order by s.emitter_no, s.detector_no, s.time, s.sequence;
