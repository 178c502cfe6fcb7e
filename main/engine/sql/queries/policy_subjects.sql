-- What policies select the instances of each service by in a window (traits as JSON), one row per service and distinct traits; of a namespace, in
-- rows of their own (service NULL).
select distinct s.service_id as service, null as namespace, p.traits
from policy_subject p join segment g on g.side = p.subject_kind and g.key = p.subject and g.state = 'owned'
  and g.valid_from < p.valid_to and p.valid_from < g.valid_to
join service s on s.service_no = g.service_no
where greatest(p.valid_from, g.valid_from) < make_timestamp($to) and least(p.valid_to, g.valid_to) > make_timestamp($from)
union all
select distinct null, subject, traits from policy_subject
where subject_kind = 'namespace' and valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
order by service nulls last, namespace, traits;
