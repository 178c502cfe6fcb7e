-- One row per evidence file with its balance; repeats of files that are not in the map yet are not known.
select e.evidence_id, e.path, e.sha256, e.bytes, e.format, e.wrapper, e.kind, e.assumed, e.options, e.lines, e.records, e.header, e.blank, e.problem, e.could_be as "couldBe",
  coalesce(c.accepted, e.records - e.rejected - coalesce((select sum(records)::bigint from skip s where s.evidence_id = e.evidence_id), 0)) as accepted, coalesce(c.repeated, 0) as repeated, e.rejected,
  epoch_us(c.first_time) as first_time, epoch_us(c.last_time) as last_time
from evidence e left join evidence_count c using (evidence_id) order by e.evidence_id;
