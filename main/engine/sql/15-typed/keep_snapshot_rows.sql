-- Keeps what the rows of a snapshot are about, and their validity as the file gives it.
insert into snapshot_row
select 'vm_inventory', evidence_id, record, concat_ws('|', subscription_id, location), coalesce(container_id, vm_id),
  hash(container_id, vm_id, subscription_id, resource_id, location, address, tenant, namespace, cluster)::hugeint, valid_from, valid_to
from vm_inventory where evidence_id = $evidence
union all
select 'ip_inventory', evidence_id, record, concat_ws('|', subscription_id, region), address,
  hash(address, subscription_id, resource_id, region)::hugeint, valid_from, valid_to
from ip_inventory where evidence_id = $evidence
union all
select 'service_tree', evidence_id, record, subscription_id, coalesce('resource ' || resource_id, 'service ' || service_id),
  hash(service_id, subscription_id, resource_id, parent_service_id, tenant, namespace)::hugeint, valid_from, valid_to
from service_tree where evidence_id = $evidence
union all
select 'policy_document', evidence_id, record, concat_ws('|', dialect, cluster, case when contains(name, '/') then split_part(name, '/', 1) end), name,
  hash(body)::hugeint, valid_from, valid_to
from policy_document where evidence_id = $evidence
union all
select 'policy_subject', evidence_id, record, concat_ws('|', subject_kind, json_extract_string(traits, '$.cluster')), subject, hash(traits)::hugeint, valid_from, valid_to
from policy_subject where evidence_id = $evidence;
