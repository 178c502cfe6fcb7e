-- Keeps what the rows of a snapshot are about, and their validity as the file gives it. What an export of Kubernetes lists is of a namespace, of
-- whatever region, and of one kind of objects: others are listed apart. Elsewhere several resources can have one name or address (services on a node), and
-- be exported apart; what policies select by is of an account.
insert into snapshot_row
with taken as (
  select evidence_id, format = 'kubernetes' as of_namespaces from snapshot where evidence_id = $evidence
), account as (
  select record, min(subscription_id) as account from (
    select record, subscription_id from vm_inventory join taken using (evidence_id) where not of_namespaces
    union all
    select record, subscription_id from ip_inventory join taken using (evidence_id) where not of_namespaces
  ) group by record
), shown as (
  select 'vm_inventory' as kind, evidence_id, record, subscription_id as place, location as region, case when namespace is null then 'node' else 'pod' end as sort,
    coalesce(container_id, vm_id) as key, resource_id, valid_from, valid_to,
    hash(container_id, vm_id, subscription_id, resource_id, location, host, address, tenant, namespace, cluster, data_centre_group) as content
  from vm_inventory
  union all
  select 'ip_inventory', evidence_id, record, subscription_id, region, address_kind, address, resource_id, valid_from, valid_to, hash(address, subscription_id, resource_id, region)
  from ip_inventory
)
select kind, evidence_id, record, concat_ws('|', place, case when of_namespaces then sort else region end),
  case when of_namespaces then concat_ws('|', regexp_extract(place, '^(.*)/', 1), sort) end,
  case when of_namespaces then key else concat_ws(' ', key, resource_id) end, content::hugeint, of_namespaces or kind = 'vm_inventory', valid_from, valid_to
from shown join taken using (evidence_id)
union all
select 'service_tree', evidence_id, record, subscription_id, null, coalesce('resource ' || resource_id, 'service ' || service_id),
  hash(service_id, subscription_id, resource_id, parent_service_id, tenant, namespace)::hugeint, false, valid_from, valid_to
from service_tree join taken using (evidence_id)
union all
select 'policy_document', evidence_id, record, concat_ws('|', dialect, cluster, case when contains(name, '/') then split_part(name, '/', 1) end),
  case when contains(name, '/') then concat_ws('|', dialect, cluster) end, name, hash(body)::hugeint, true, valid_from, valid_to
from policy_document join taken using (evidence_id)
union all
select 'policy_subject', evidence_id, record, concat_ws('|', subject_kind, json_extract_string(traits, '$.cluster'), account), null, subject,
  hash(traits)::hugeint, of_namespaces, valid_from, valid_to
from policy_subject join taken using (evidence_id) left join account using (record);
