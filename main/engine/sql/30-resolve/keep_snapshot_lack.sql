-- Keeps of which snapshots most of what was there before is gone. What ends where a later snapshot of its fleet begins, and is not in that, is lacking there.
insert into snapshot_lack
with began as (
  select distinct kind, scope, evidence_id, key from snapshot_row
), ended as (
  select v.kind, r.scope, s.evidence_id, v.evidence_id as before_id, count(distinct v.key) as things
  from snapshot_validity v join snapshot_row r using (kind, evidence_id, record, key) join snapshot b using (evidence_id)
    join snapshot s on s.format = b.format and s.taken = v.valid_to
  where r.valid_to = timestamp 'infinity' and not exists (from began n where n.evidence_id = s.evidence_id and n.kind = v.kind and n.scope = r.scope and n.key = v.key)
    and exists (from began n where n.evidence_id = s.evidence_id and n.kind = v.kind and n.scope = r.scope)
  group by all
)
select e.kind, e.scope, e.evidence_id, e.things, count(*)
from ended e join began b on b.kind = e.kind and b.scope = e.scope and b.evidence_id = e.before_id
group by e.kind, e.scope, e.evidence_id, e.before_id, e.things having e.things * 2 > count(*);
