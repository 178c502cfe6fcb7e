-- One row per raw VM inventory record: typed, with the reason where it cannot be.
create or replace temp macro typed_vm_inventory(rows) as table
select record, line, container_id, vm_id, subscription_id, resource_id, location, host, address(ip) as address,
  tenant, namespace, cluster, "group" as data_centre_group,
  valid_from(valid_from) as valid_from, valid_to(valid_to) as valid_to,
  zoneless_validity(valid_from, valid_to) as zoneless, case
    when coalesce(container_id, vm_id) is null then 'container_id or vm_id is missing'
    when subscription_id is null then 'subscription_id is missing'
    when ip is not null and address(ip) is null then 'ip "' || ip || '" is not an IP address'
    else validity_reason(valid_from, valid_to)
  end as reason
from query_table(rows);
