-- One row per row of a snapshot whose validity its file leaves open, with the validity that the other snapshots of its fleet give it. A thing that
-- is the same in rounds that follow one another is valid through them: until the next lacks it, from when that begins, or one of its snapshots changes it, and
-- from the first snapshot that has it, or from ever where its round is the first. What no file vouches for, before the first and after the last that
-- has it, is outside [known_from, known_to): assumed. The start that a file gives is that of the thing; where an earlier snapshot shows it otherwise,
-- it is as it is from the first that shows it so, if it did not start between them. So is the end: of a thing of one start it holds in the snapshots before,
-- too; and where one thing has the key at a time, the start or end that the next snapshot gives ends what was before, itself before it started anew. What ended before it began to be as it is shown never was: it is valid at no time (-infinity to -infinity). Key: kind, evidence_id, record, key.
create or replace temp table snapshot_validity as
with seen as (
  select case when r.kind = 'policy_document' then '' else s.format end as format, r.kind, r.scope, r.key, r.evidence_id, s.taken, bit_xor(distinct r.content) as content
  from snapshot_row r join snapshot s using (evidence_id) group by all
), held as (
  select *, place - dense_rank() over (partition by format, kind, scope, key, content order by taken) as run
  from seen join snapshot_sighting using (format, kind, scope, key, taken)
), span as (
  select format, kind, evidence_id, key, scope, taken,
    case when bool_or(place = 1 and before_taken is null) over run then timestamp '-infinity' else min(taken) over run end as held_from,
    max(ends) over run as held_to, min(taken) over run as first_taken, max(taken) over run as last_taken,
    min(coalesce(before_taken, timestamp '-infinity')) over run as before_taken
  from held window run as (partition by format, kind, scope, key, content, run)
), open as (
  select r.kind, r.evidence_id, r.record, r.key, r.valid_from, s.* exclude (kind, evidence_id, key, scope),
    case when isfinite(r.valid_to) then min(r.valid_to) over same
      else min(r.valid_to) over (same order by s.taken range between current row and unbounded following) end as given_to,
    case when r.exclusive then min(r.valid_from) over (partition by s.format, r.kind, r.scope, r.key, r.content order by r.valid_from groups between 1 following and 1 following) end as next_from
  from snapshot_row r join span s using (kind, evidence_id, key, scope)
  window same as (partition by s.format, r.kind, r.scope, r.key, r.content, r.valid_from)
), ended as (
  select *, least(given_to, case when next_from > taken then next_from end) as valid_to from open
), valid as (
  select kind, evidence_id, record, key,
    min(case when valid_from > before_taken then valid_from else held_from end) as valid_from,
    max(case when valid_to = timestamp 'infinity' then held_to else valid_to end) as valid_to,
    max(case when valid_from > before_taken then valid_from when isfinite(held_from) then held_from else first_taken end) as known_from,
    min(case when valid_to < timestamp 'infinity' then valid_to when isfinite(held_to) then held_to else last_taken end) as known_to
  from ended group by kind, evidence_id, record, key
)
select kind, evidence_id, record, key, case when valid_from < valid_to then valid_from else timestamp '-infinity' end as valid_from,
  case when valid_from < valid_to then valid_to else timestamp '-infinity' end as valid_to,
  case when valid_from < valid_to then known_from else timestamp '-infinity' end as known_from,
  case when valid_from < valid_to then known_to else timestamp '-infinity' end as known_to
from valid;
