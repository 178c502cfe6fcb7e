-- One row per raw service-tree record: typed, with the reason where it cannot be.
create or replace temp macro typed_service_tree(rows) as table
select record, line, service_id, coalesce(service_name, service_id) as service_name, instance_id, subscription_id, resource_id,
  parent_service_id, tenant, namespace, data_class, phase, derived_by,
  valid_from, valid_to, zoneless, case
    when service_id is null then 'service_id is missing'
    when subscription_id is null then 'subscription_id is missing'
    else validity_reason(valid_from_text, valid_to_text, valid_from, valid_to)
  end as reason
from held_rows(rows);
