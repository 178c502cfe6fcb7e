-- One row per emitter and detector: beats received in a window, those missed at a time of it, and of these the ones that were lost on the way
-- (lost_on_way) or never sent (unsent), where the sequence numbers tell. heard_from, heard_to: from its first beat to where its detector's records end.
with received as (
  select emitter_no, detector_no, count(*) as received from beat where time >= make_timestamp($from) and time < make_timestamp($to) group by all
), placed as (
  select g.pair_no, g.missed, g.lost_on_way is not null as told, coalesce(g.lost_on_way, 0) as lost_on_way, greatest(1, ceil(($from - epoch_us(from_time)) / step)) as first, ceil(($to - epoch_us(from_time)) / step) - 1 as last
  from heartbeat_gap g where to_time > make_timestamp($from) and from_time < make_timestamp($to)
), missing as (
  select pair_no, sum(greatest(0, least(missed, last) - first + 1))::bigint as missed,
    sum(greatest(0, least(lost_on_way, last) - first + 1))::bigint as lost_on_way,
    sum(greatest(0, least(missed, last) - first + 1) - greatest(0, least(lost_on_way, last) - first + 1)) filter (told)::bigint as unsent
  from placed group by pair_no
)
select p.pair_no as pair, e.name as emitter, d.name as detector, p.period, p.told_by, coalesce(r.received, 0) as received, coalesce(m.missed, 0) as missed,
  coalesce(m.lost_on_way, 0) as lost_on_way, coalesce(m.unsent, 0) as unsent, p.beats,
  epoch_us(p.first_time) as heard_from, epoch_us(p.last_time) as last_beat, epoch_us(p.heard_to) as heard_to
from heartbeat_pair p join runtime e on e.runtime_no = p.emitter_no join runtime d on d.runtime_no = p.detector_no
left join received r on r.emitter_no = p.emitter_no and r.detector_no = p.detector_no left join missing m using (pair_no)
order by p.pair_no;
