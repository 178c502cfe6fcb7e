-- The gaps that can make a loss: more missed beats than `most`, or fewer than `fewest` beats between this gap and another.
select g.pair_no as pair, epoch_us(g.from_time) as last_beat, epoch_us(g.to_time) as "to", g.last, g.missed, g.step, g.lost_on_way, g.restarted, g.before, g.after,
  g.evidence_id, g.line, e.path, g.next_evidence_id, g.next_line, n.path as next_path
from heartbeat_gap g join evidence e using (evidence_id) left join evidence n on n.evidence_id = g.next_evidence_id
where g.missed > $most or g.before < $fewest or g.after < $fewest
order by g.pair_no, g.nth;
