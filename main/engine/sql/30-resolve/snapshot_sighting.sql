-- One row per thing of snapshots and time when one shows it: its place among the times that follow one another (a round that lacks it leaves out a place),
-- when it was seen last before, and when what this one shows ends. What a lone object shows within a round that lacks it is new there. Outside of Kubernetes
-- a machine, and its address, is the same in other places (regions, zones, tenants): seen in another more than ten minutes after it was last in one, it has left that;
-- and where it had left the one, it was not in the other before it was last in the one. Key: format, kind, scope, key, taken.
create or replace temp table snapshot_sighting as
with seen as (
  select case when r.kind = 'policy_document' then '' else s.format end as format, r.kind, r.scope, r.key, r.evidence_id, s.taken, s.lone,
    bool_and(r.exclusive) as exclusive, min(r.valid_from) as starts, max(r.valid_to) as stops
  from snapshot_row r join snapshot s using (evidence_id) group by all
), told as (
  select s.format, s.kind, s.scope, s.key, s.taken, coalesce(r.round, 0) as round, r.next_began,
    bool_and(s.exclusive) as exclusive, min(s.starts) as starts, max(s.stops) as stops, bool_or(not s.lone) as has_list
  from seen s left join snapshot_round r using (format, kind, scope, evidence_id) group by all
), listed as (
  select *, bool_or(has_list) over (partition by format, kind, scope, key, round) as listed from told
), followed as (
  select *, lag(taken) over thing as before_taken, lead(taken) over thing as next_taken, round - lag(round, 1, 0) over thing > listed::integer as anew,
    case when exclusive then lead(starts) over thing end as next_starts, case when exclusive then lead(stops) over thing end as next_stops
  from listed window thing as (partition by format, kind, scope, key order by taken)
), placed as (
  select *, sum(anew::integer) over thing as stretch,
    least(stops, case when lead(anew, 1, true) over thing then coalesce(next_began, timestamp 'infinity')
      else least(next_taken, case when next_starts > taken then next_starts end, case when next_stops > taken then next_stops end) end) as ends
  from followed window thing as (partition by format, kind, scope, key order by taken)
), stretch as (
  select format, kind, scope, key, stretch, min(taken) as first_taken, max(taken) as last_taken, max(least(taken, stops)) as known_to, max(ends) as ends
  from placed
  where format <> 'kubernetes' and (kind = 'vm_inventory' or kind = 'ip_inventory' and split_part(key, ' ', 2) not in ('', split_part(key, ' ', 1)))
  group by all
), departed as (
  select s.* replace (least(s.ends, n.first_taken) as ends)
  from stretch s asof left join stretch n
    on n.format = s.format and n.kind = s.kind and n.key = s.key and n.first_taken > s.last_taken + interval 10 minutes
), arrived as (
  select s.* exclude (known_to, last_taken), case when e.ends <= s.first_taken + interval 10 minutes then e.known_to end as known_to
  from departed s asof left join departed e on e.format = s.format and e.kind = s.kind and e.key = s.key and e.last_taken < s.first_taken
)
select p.format, p.kind, p.scope, p.key, p.taken, row_number() over (partition by p.format, p.kind, p.scope, p.key order by p.taken) + p.stretch as place,
  greatest(p.before_taken, case when p.taken = a.first_taken then a.known_to end) as before_taken, least(p.ends, a.ends) as ends
from placed p left join arrived a using (format, kind, scope, key, stretch);
