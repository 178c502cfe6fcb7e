-- The records of a window that say different tenants, namespaces, clusters or data-centre groups of one instance.
with told as (
  select distinct s.service_id as service, o.instance, v.tenant, v.namespace, v.cluster, v.data_centre_group as "group",
    greatest(o.own_from, o.tree_from) as valid_from, least(o.own_to, o.tree_to) as valid_to, o.evidence_id, o.line
  from segment_owner o join segment g using (side, key, valid_from) join vm_inventory v using (evidence_id, record) join service s on s.service_no = o.service_no
  where o.side = 'source' and g.state = 'owned' and o.instance is not null
), said as (
  unpivot (from told where valid_from < make_timestamp($to) and valid_to > make_timestamp($from))
  on tenant, namespace, cluster, "group" into name kind value value
), several as (
  select service, instance, kind from said group by all having count(distinct value) > 1
)
select s.service, s.instance, s.kind, s.value,
  case when isfinite(valid_from) then epoch_us(valid_from) end as "from", case when isfinite(valid_to) then epoch_us(valid_to) end as "to",
  evidence_id, line, path
from said s join several v on v.service = s.service and v.instance = s.instance and v.kind = s.kind join evidence e using (evidence_id)
order by s.service, s.instance, s.kind, s.value, "from" nulls first, evidence_id, line;
