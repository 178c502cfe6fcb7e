-- Makes {tree}: one row per service-tree record in force at the end ($late) or the beginning of a window.
create or replace temp table {tree} as
select subscription_id, resource_id, service_id, evidence_id as tree_source, line as tree_line
from kept('service_tree')
where case when $late then valid_from < make_timestamp($to) and valid_to >= make_timestamp($to)
  else valid_from <= make_timestamp($from) and valid_to > make_timestamp($from) end;
