-- One row per service and rule by which records of the service tree that are valid in a window name it, with the first that does.
select service_id as service, derived_by as rule, min(row(evidence_id, line))[1] as evidence_id, min(row(evidence_id, line))[2] as line,
  arg_min(e.path, row(evidence_id, line)) as path
from kept('service_tree') t join evidence e using (evidence_id)
where valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
group by all order by service, rule nulls first;
