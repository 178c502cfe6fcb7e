-- One row per service: where its VMs and addresses were in a window, and how many instances it had (VMs; addresses where it has none).
with present as (
  select service_no, side, instance, region from segment_owner
  where service_no is not null and valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
), counted as (
  select service_no, count(distinct instance) filter (side = 'source') as vms, count(distinct instance) filter (side = 'address') as addresses,
    list_sort(list(distinct region) filter (region is not null)) as regions
  from present group by service_no
)
select s.service_id as id, s.service_name as name, s.parent_service_id as parent, coalesce(c.regions, []) as regions,
  case when c.vms > 0 then c.vms else coalesce(c.addresses, 0) end as instances
from service s left join counted c using (service_no) order by id;
