-- One row per service, tenant, namespace, cluster or data-centre group and time in which records give it: those of its VMs and of the
-- service tree, valid in a window; the first record that says so. Open ends are NULL.
with told as (
  select s.service_id as service, v.tenant, v.namespace, v.cluster, v.data_centre_group as "group",
    greatest(o.own_from, o.tree_from) as valid_from, least(o.own_to, o.tree_to) as valid_to, o.evidence_id, o.line
  from segment_owner o join segment g using (side, key, valid_from) join vm_inventory v using (evidence_id, record) join service s on s.service_no = o.service_no
  where o.side = 'source' and g.state = 'owned'
  union all
  select service_id, tenant, namespace, null, null, valid_from, valid_to, evidence_id, line from kept('service_tree')
), said as (
  unpivot (from told where valid_from < make_timestamp($to) and valid_to > make_timestamp($from))
  on tenant, namespace, cluster, "group" into name kind value value
)
select service, s.kind, value,
  case when isfinite(valid_from) then epoch_us(valid_from) end as "from", case when isfinite(valid_to) then epoch_us(valid_to) end as "to",
  min(row(evidence_id, line))[1] as evidence_id, min(row(evidence_id, line))[2] as line, arg_min(e.path, row(evidence_id, line)) as path
from said s join evidence e using (evidence_id)
group by all order by service, kind, value, "from" nulls first, "to" nulls last;
