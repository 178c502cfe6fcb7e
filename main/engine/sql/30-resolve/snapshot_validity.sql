-- One row per row of a snapshot whose validity its file leaves open, with the validity that the other snapshots of its fleet give it. A thing that
-- is the same in rounds that follow one another is valid through them: until the next lacks it, from when that begins, or one of its snapshots changes it, and
-- from the first snapshot that has it, or from ever where its round is the first. What no file vouches for, before the first and after the last that
-- has it, is outside [known_from, known_to): assumed. The start that a file gives is that of the thing; where an earlier snapshot shows it otherwise,
-- it is as it is from the first that shows it so, if it did not start between them. What a lone object shows within a round that lacks it is new
-- there. Key: kind, evidence_id, record, key.
create or replace temp table snapshot_validity as
with seen as (
  select case when r.kind = 'policy_document' then '' else s.format end as format, r.kind, r.scope, r.key, r.evidence_id, s.taken, s.lone, bit_xor(distinct r.content) as content
  from snapshot_row r join snapshot s using (evidence_id) group by all
), told as (
  select distinct s.format, s.kind, s.scope, s.key, s.taken, coalesce(r.round, 0) as round, r.next_began,
    bool_or(not s.lone) over (partition by s.format, s.kind, s.scope, s.key, r.round) as listed
  from seen s left join snapshot_round r using (format, kind, scope, evidence_id)
), followed as (
  select *, lag(taken) over thing as before_taken, lead(taken) over thing as next_taken, round - lag(round, 1, 0) over thing > listed::integer as anew
  from told window thing as (partition by format, kind, scope, key order by taken)
), placed as (
  select *, row_number() over thing + sum(anew::integer) over thing as place,
    case when lead(anew, 1, true) over thing then coalesce(next_began, timestamp 'infinity') else next_taken end as ends
  from followed window thing as (partition by format, kind, scope, key order by taken)
), held as (
  select *, place - dense_rank() over (partition by format, kind, scope, key, content order by taken) as run
  from seen join placed using (format, kind, scope, key, taken)
), span as (
  select kind, evidence_id, key, scope, case when min(place) over run = 1 then timestamp '-infinity' else min(taken) over run end as held_from,
    max(ends) over run as held_to, min(taken) over run as first_taken, max(taken) over run as last_taken,
    min(coalesce(before_taken, timestamp '-infinity')) over run as before_taken
  from held window run as (partition by format, kind, scope, key, content, run)
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
