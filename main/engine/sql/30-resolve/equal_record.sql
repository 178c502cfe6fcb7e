-- One row per record that equals another in every parsed field. nth counts the equal records that stay; repeated ones do not count again.
-- Of k equal records within a file whose format tells records apart, one stays; within another, k; across files, the largest number.
-- Key: kind, evidence_id, record.
create or replace table equal_record as
with content as (
  select * from equal_content
), per_file as (
  select c.kind, c.content, c.evidence_id, case when any_value(e.distinguishing) then 1 else count(*) end as stays
  from content c join evidence e using (evidence_id) group by all
), chosen as (
  select kind, content, max(stays) as stays, min(evidence_id) filter (stays = most) as evidence_id
  from (select *, max(stays) over (partition by kind, content) as most from per_file) group by all
), numbered as (
  select kind, content, evidence_id, record, row_number() over (partition by kind, content, evidence_id order by record) as nth from content
)
select n.kind, n.evidence_id, n.record, n.nth::integer as nth, n.evidence_id <> c.evidence_id or n.nth > c.stays as repeated
from numbered n join chosen c using (kind, content);
