-- When which traits (JSON) held of the subjects of which there are several in a window; open ends are NULL.
with held as (
  select subject_kind, subject, traits, valid_from, valid_to from policy_subject where valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
), several as (
  select subject_kind, subject from held group by all having count(distinct traits) > 1
)
select distinct subject_kind as kind, subject, traits, case when isfinite(valid_from) then epoch_us(valid_from) end as "from", case when isfinite(valid_to) then epoch_us(valid_to) end as "to"
from held semi join several using (subject_kind, subject) order by kind, subject, "from" nulls first, traits;
