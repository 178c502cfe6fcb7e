-- The gaps that can make a loss (more missed beats than `most`, or fewer than `fewest` beats between this gap and another), and all that share
-- an instant with one of those: whoever misses a beat just then does not tell that he heard.
with able as (
  select from_time, to_time from heartbeat_gap where missed > $most or before < $fewest or after < $fewest
), begun as (
  select *, from_time > max(to_time) over (order by from_time, to_time rows between unbounded preceding and 1 preceding) as apart from able
), joined as (
  select min(from_time) as from_time, max(to_time) as to_time
  from (select *, count(*) filter (apart) over (order by from_time, to_time) as span from begun) group by span
)
select g.pair_no as pair, epoch_us(g.from_time) as last_beat, epoch_us(g.to_time) as "to", g.last, g.missed, g.step, g.lost_on_way, g.restarted, g.before, g.after,
  g.evidence_id, g.line, e.path, g.next_evidence_id, g.next_line, n.path as next_path
from (select distinct g.* from heartbeat_gap g join joined j on g.from_time < j.to_time and g.to_time > j.from_time) g
join evidence e using (evidence_id) left join evidence n on n.evidence_id = g.next_evidence_id
order by g.pair_no, g.nth;
