-- The policy rules of a case that are valid at some time of a window, repeats left out; open ends are NULL.
select p.action, p.from_kind, from_value, to_kind, to_value,
  case when isfinite(valid_from) then epoch_us(valid_from) end as "from", case when isfinite(valid_to) then epoch_us(valid_to) end as "to",
  evidence_id, line, path
from kept('policy_rule') p join evidence e using (evidence_id)
where valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
order by action, from_kind, from_value, to_kind, to_value, "from" nulls first, "to" nulls last, evidence_id, line;
