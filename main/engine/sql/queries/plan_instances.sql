-- One row per service, region and instance that the inventories hold in a window (VMs; addresses where a service has none).
with present as (
  select distinct service_no, side, instance, coalesce(region, 'unknown') as region from segment_owner
  where service_no is not null and instance is not null and valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
), kind as (
  select service_no, bool_or(side = 'source') as vms from present group by service_no
)
select s.service_id as service, p.region, p.instance
from present p join kind k using (service_no) join service s using (service_no)
where (p.side = 'source') = k.vms order by service, p.region, p.instance;
