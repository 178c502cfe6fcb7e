-- When which traits (JSON) held of the subjects of which there are several in a window, and of the instances of each service together (kind: instances); open ends are NULL.
with single as (
  select subject_kind as kind, subject, traits, valid_from, valid_to from policy_subject where valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
), held as (
  from single
  union all
  select 'instances', s.service_id, p.traits, greatest(p.valid_from, g.valid_from), least(p.valid_to, g.valid_to)
  from single p join segment g on g.side = p.kind and g.key = p.subject and g.state = 'owned' and g.valid_from < p.valid_to and p.valid_from < g.valid_to
  join service s on s.service_no = g.service_no
  where g.valid_from < make_timestamp($to) and g.valid_to > make_timestamp($from)
), several as (
  select kind, subject from held group by all having count(distinct traits) > 1
)
select distinct kind, subject, traits, case when isfinite(valid_from) then epoch_us(valid_from) end as "from", case when isfinite(valid_to) then epoch_us(valid_to) end as "to"
from held semi join several using (kind, subject) order by kind, subject, "from" nulls first, traits;
