-- One row per service: where its VMs and addresses were in a window, and how many instances it had (VMs; addresses where it has none).
with present as (
  select service_no, side, instance_no, region from presence
  where valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
), counted as (
  select service_no, count(distinct instance_no) filter (side = 'source') as vms, count(distinct instance_no) filter (side = 'address') as addresses
  from present group by service_no
), located as (
  select service_no, list(region order by region) as regions
  from (select distinct service_no, region from present where region is not null) group by service_no
)
select s.service_id as id, s.service_name as name, s.parent_service_id as parent, coalesce(l.regions, []) as regions,
  case when c.vms > 0 then c.vms else coalesce(c.addresses, 0) end as instances
from service s left join counted c using (service_no) left join located l using (service_no) order by id;
