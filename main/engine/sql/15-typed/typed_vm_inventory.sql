-- One row per raw VM inventory record: typed, with the reason where it cannot be.
create or replace temp macro typed_vm_inventory(rows) as table
select record, line, container_id, vm_id, subscription_id, resource_id, location, host, address,
  tenant, namespace, cluster, "group" as data_centre_group, valid_from, valid_to, zoneless, case
    when coalesce(container_id, vm_id) is null then 'container_id or vm_id is missing'
    when subscription_id is null then 'subscription_id is missing'
    when ip is not null and address is null then 'ip "' || ip || '" is not an IP address'
    else validity_reason(valid_from_text, valid_to_text, valid_from, valid_to)
  end as reason
from (select *, address(ip) as address from held_rows(rows));
