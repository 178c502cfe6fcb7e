-- One row per raw service-tree record: typed, with the reason where it cannot be.
create or replace temp macro typed_service_tree(rows) as table
select record, line, service_id, coalesce(service_name, service_id) as service_name, instance_id, subscription_id, resource_id,
  parent_service_id, tenant, namespace, data_class, phase,
  valid_from(valid_from) as valid_from, valid_to(valid_to) as valid_to,
  zoneless_validity(valid_from, valid_to) as zoneless, case
    when service_id is null then 'service_id is missing'
    when subscription_id is null then 'subscription_id is missing'
    else validity_reason(valid_from, valid_to)
  end as reason
from query_table(rows);
