-- One row per service, region and instance that the inventories hold at the end of a window (VMs; addresses where a service has none);
-- of a service that has none left then, those that it had in the window.
with present as (
  select service_no, side, instance, coalesce(region, 'unknown') as region, bool_or(valid_to >= make_timestamp($to)) as stays
  from segment_owner
  where service_no is not null and instance is not null and valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
  group by all
), kind as (
  select service_no, bool_or(side = 'source') as vms from present group by service_no
), own as (
  select p.*, bool_or(stays) over (partition by service_no) as any_stays
  from present p join kind k using (service_no) where (p.side = 'source') = k.vms
)
select s.service_id as service, region, instance
from own join service s using (service_no)
where stays or not any_stays order by service, region, instance;
