-- The policies of a case that are kept as they were written and valid at some time of a window, repeats left out; open ends are NULL.
select p.dialect, p.name, p.body, p.cluster,
  case when isfinite(p.valid_from) then epoch_us(p.valid_from) end as "from", case when isfinite(p.valid_to) then epoch_us(p.valid_to) end as "to",
  p.evidence_id, p.line, e.path
from kept('policy_document') p join evidence e using (evidence_id)
where p.valid_from < make_timestamp($to) and p.valid_to > make_timestamp($from)
order by p.dialect, p.name, "from" nulls first, p.evidence_id, p.line;
