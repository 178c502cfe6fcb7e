-- One row per inventory record and key under which it is looked up: a source (container or VM id) or an address,
-- the subscription and resource that it names, its own address (sources only), and when. Key: side, key, evidence_id, record.
create or replace table ownership as
select 'source' as side, container_id as key, evidence_id, record, line, subscription_id, resource_id, location as region,
  container_id as own_name, address, valid_from, valid_to
from kept('vm_inventory') where container_id is not null
union all
select 'source', vm_id, evidence_id, record, line, subscription_id, resource_id, location, vm_id, address, valid_from, valid_to
from kept('vm_inventory') where vm_id is not null and vm_id is distinct from container_id
union all
select 'address', address, evidence_id, record, line, subscription_id, resource_id, region, address, null, valid_from, valid_to
from kept('ip_inventory');
