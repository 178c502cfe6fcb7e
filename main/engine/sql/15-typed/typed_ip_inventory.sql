-- One row per raw IP inventory record: typed, with the reason where it cannot be.
create or replace temp macro typed_ip_inventory(rows) as table
select record, line, address(ip) as address, subscription_id, resource_id, region, kind as address_kind,
  valid_from(valid_from) as valid_from, valid_to(valid_to) as valid_to,
  zoneless_validity(valid_from, valid_to) as zoneless, case
    when ip is null then 'ip is missing'
    when address(ip) is null then 'ip "' || ip || '" is not an IP address'
    when subscription_id is null then 'subscription_id is missing'
    else validity_reason(valid_from, valid_to)
  end as reason
from query_table(rows);
