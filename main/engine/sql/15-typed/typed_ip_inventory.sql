-- One row per raw IP inventory record: typed, with the reason where it cannot be.
create or replace temp macro typed_ip_inventory(rows) as table
select record, line, address, subscription_id, resource_id, region, kind as address_kind, valid_from, valid_to, zoneless, case
    when ip is null then 'ip is missing'
    when address is null then 'ip "' || ip || '" is not an IP address'
    when subscription_id is null then 'subscription_id is missing'
    else validity_reason(valid_from_text, valid_to_text, valid_from, valid_to)
  end as reason
from (select *, address(ip) as address from held_rows(rows));
