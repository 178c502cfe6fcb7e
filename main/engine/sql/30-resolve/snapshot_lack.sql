-- One row per snapshot, kind of things, scope and earlier snapshot of the fleet, where more than half of what that shows is gone: the later one
-- is perhaps an export of a part.
create or replace table snapshot_lack (kind varchar not null, scope varchar not null, evidence_id integer not null, lacks bigint not null, shown bigint not null);
-- Keeps of which snapshots most of what was there before is gone: is in no snapshot of the next round of the fleet, which goes by the first of them.
insert into snapshot_lack
with listed as (
  select n.kind, n.scope, n.fleet_no, n.round, n.evidence_id, s.taken, r.key, bool_or(r.valid_to = timestamp 'infinity') as open
  from snapshot_round n join snapshot s using (evidence_id) join snapshot_row r using (kind, scope, evidence_id) where not n.lone group by all
), round as (
  select fleet_no, round, arg_min(evidence_id, (taken, evidence_id)) as evidence_id from listed group by all
), compared as (
  select l.kind, l.scope, n.evidence_id, l.evidence_id as before_id, l.open and not exists (from listed k where k.fleet_no = l.fleet_no and k.round = l.round + 1 and k.key = l.key) as lacking
  from listed l join round n on n.fleet_no = l.fleet_no and n.round = l.round + 1
)
select kind, scope, evidence_id, count(*) filter (lacking) as lacks, count(*)
from compared group by kind, scope, evidence_id, before_id having lacks * 2 > count(*);
