-- One row per snapshot, kind of things and scope: the fleet that it is of, and its place there. Snapshots are of one fleet where format (of policies: their
-- dialect, which the scope holds) and scope are the same and they share what they are about, directly or by others; in Kubernetes, where they are of one
-- namespace: all of it can be replaced. A list that shows several namespaces is of all, also of those of which it shows nothing. In a fleet, snapshots make
-- rounds, numbered from 1: the pages of one snapshot, which share nothing and are taken within ten minutes of the first. A lone object makes none: it is
-- of the last round that began before it, or of 0. What policies select by and whose a thing is do not end by being left out, and have none.
-- Key: format, kind, scope, evidence_id.
create or replace temp table snapshot_round as
with recursive listed as (
  select distinct case when r.kind = 'policy_document' then '' else s.format end as format, r.kind, r.scope, r.family, s.evidence_id, s.taken, s.lone
  from snapshot_row r join snapshot s using (evidence_id) where r.kind not in ('policy_subject', 'service_tree')
), of_all as (
  select distinct evidence_id from listed where family is not null and not lone group by evidence_id, family having count(distinct scope) > 1
), member as (
  select *, row_number() over (order by format, kind, scope, evidence_id) as no from (
    select * exclude (family) from listed
    union
    select l.format, l.kind, o.scope, l.evidence_id, l.taken, l.lone from listed l join of_all using (evidence_id) join listed o using (format, kind, family)
  )
), shown as (
  select m.format, m.kind, m.scope, m.no, m.taken, m.lone, r.key
  from member m left join (select distinct kind, scope, evidence_id, key from snapshot_row) r using (kind, scope, evidence_id)
), edge as (
  select distinct no, min(no) over (partition by format, kind, scope, case when format <> 'kubernetes' and (kind <> 'policy_document' or not contains(key, '/')) then key end) as other_no from shown
), fleet using key (no) as (
  select no, no as fleet_no from member
  union
  select e.no, min(f.fleet_no)
  from fleet f join (select no, other_no from edge union all select other_no, no from edge) e on e.other_no = f.no join recurring.fleet o on o.no = e.no
  where f.fleet_no < o.fleet_no group by e.no
), moment as (
  select fleet_no, taken, max(before_taken) as shared_taken, row_number() over told as nth,
    coalesce(taken - lag(taken) over told > interval 10 minutes, true) as apart
  from (
    select fleet_no, taken, lag(taken) over (partition by fleet_no, key order by taken) as before_taken
    from (select distinct fleet_no, taken, key from shown join fleet using (no) where not lone)
  ) group by fleet_no, taken window told as (partition by fleet_no order by taken)
), gathered as (
  select fleet_no, nth, taken as began from moment where apart
  union all
  select m.fleet_no, m.nth, case when m.shared_taken >= g.began or m.taken - g.began > interval 10 minutes then m.taken else g.began end
  from gathered g join moment m on m.fleet_no = g.fleet_no and m.nth = g.nth + 1 and not m.apart
), round as (
  select fleet_no, began, row_number() over begun - 1 as round, lead(began) over begun as next_began
  from (select fleet_no, timestamp '-infinity' as began from fleet union select fleet_no, began from gathered) window begun as (partition by fleet_no order by began)
)
select m.format, m.kind, m.scope, m.evidence_id, m.lone, f.fleet_no, r.round, r.next_began
from member m join fleet f using (no) asof join round r on r.fleet_no = f.fleet_no and r.began <= m.taken;
