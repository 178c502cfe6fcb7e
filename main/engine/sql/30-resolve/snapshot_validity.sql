-- One row per row of a snapshot whose validity its file leaves open, with the validity that the other snapshots of its fleet give it. Snapshots
-- are of one fleet where format (of policies: their dialect, which the scope holds) and scope are the same and they share what they are about; each has at most one that follows it, so that the
-- pages of one snapshot, which share nothing, do not end each other. A thing that is the same in snapshots that follow one another is valid
-- through them: until the next lacks or changes it, and from the first that has it, or from ever where that is the first of all. What no file
-- vouches for, before the first and after the last that has it, is outside [known_from, known_to): assumed. The start that a file gives is that of the
-- thing; where an earlier snapshot shows it otherwise, it is as it is from the first that shows it so, if it did not start between them. A lone
-- object says nothing of what it does not show: among the snapshots of that it does not count. Nor does what policies select by end by being left out.
-- Key: kind, evidence_id, record, key.
create or replace temp table snapshot_validity as
with recursive seen as (
  select case when r.kind = 'policy_document' then '' else s.format end as format, r.kind, r.scope, r.key, r.evidence_id, s.taken, s.lone, bit_xor(distinct r.content) as content
  from snapshot_row r join snapshot s using (evidence_id) group by all
), file as (
  select distinct format, kind, scope, evidence_id, taken, lone from seen
), shared as (
  select format, kind, scope, evidence_id, taken, lag(evidence_id) over keyed as before_id, lag(taken) over keyed as before_taken
  from seen window keyed as (partition by format, kind, scope, key order by taken, evidence_id)
), follows as (
  select * from (
    select format, kind, scope, evidence_id, taken, arg_max(before_id, (before_taken, before_id)) as before_id
    from shared where before_taken < taken group by all
  ) qualify row_number() over (partition by format, kind, scope, before_id order by taken, evidence_id) = 1
), chain as (
  select format, kind, scope, evidence_id, taken, evidence_id as chain_id, 1 as nth from file anti join follows using (format, kind, scope, evidence_id)
  union all
  select f.format, f.kind, f.scope, f.evidence_id, f.taken, c.chain_id, c.nth + 1
  from chain c join follows f on f.format = c.format and f.kind = c.kind and f.scope = c.scope and f.before_id = c.evidence_id
), shown as (
  select distinct s.format, s.kind, s.scope, c.chain_id, s.key from seen s join chain c using (format, kind, scope, evidence_id)
), asked as (
  select k.*, c.evidence_id, c.taken, c.nth as place, s.content
  from shown k join chain c using (format, kind, scope, chain_id) join file f using (format, kind, scope, evidence_id)
    left join seen s using (format, kind, scope, evidence_id, key)
  where s.key is not null or not f.lone and k.kind <> 'policy_subject'
), placed as (
  select *, row_number() over told as nth, lead(taken) over told as next_taken,
    max(case when content is not null then taken end) over (told rows between unbounded preceding and 1 preceding) as before_taken from asked
  window told as (partition by format, kind, scope, chain_id, key order by place)
), held as (
  select *, nth - row_number() over (partition by format, kind, scope, chain_id, key, content order by nth) as run
  from placed where content is not null
), span as (
  select kind, evidence_id, key, scope,
    case when min(nth) over run = 1 then timestamp '-infinity' else min(taken) over run end as held_from,
    coalesce(last_value(next_taken) over (run order by nth rows between unbounded preceding and unbounded following), timestamp 'infinity') as held_to,
    min(taken) over run as first_taken, max(taken) over run as last_taken, arg_min(coalesce(before_taken, timestamp '-infinity'), nth) over run as before_taken
  from held window run as (partition by format, kind, scope, chain_id, key, content, run)
)
select r.kind, r.evidence_id, r.record, r.key,
  min(case when r.valid_from > s.before_taken then r.valid_from else s.held_from end) as valid_from,
  max(case when r.valid_to = timestamp 'infinity' then s.held_to else r.valid_to end) as valid_to,
  max(case when r.valid_from > s.before_taken then r.valid_from when isfinite(s.held_from) then s.held_from else s.first_taken end) as known_from,
  min(case when r.valid_to < timestamp 'infinity' then r.valid_to when isfinite(s.held_to) then s.held_to else s.last_taken end) as known_to
from snapshot_row r join span s using (kind, evidence_id, key, scope)
group by r.kind, r.evidence_id, r.record, r.key
having min(case when r.valid_from > s.before_taken then r.valid_from else s.held_from end)
  < max(case when r.valid_to = timestamp 'infinity' then s.held_to else r.valid_to end);
