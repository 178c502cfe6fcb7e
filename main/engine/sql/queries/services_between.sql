-- One row per service: where its VMs and addresses were in a window, how many instances it had (VMs; addresses where it has none), and how
-- many of these are assumed valid at some time of it; and the rules by which its name was derived from an inventory.
with present as (
  select service_no, side, instance_no, region,
    greatest(valid_from, make_timestamp($from)) < known_from or least(valid_to, make_timestamp($to)) > known_to as assumed
  from presence where valid_from < make_timestamp($to) and valid_to > make_timestamp($from)
), counted as (
  select service_no, count(distinct instance_no) filter (side = 'source') as vms, count(distinct instance_no) filter (side = 'address') as addresses,
    count(distinct instance_no) filter (side = 'source' and assumed) as assumed_vms,
    count(distinct instance_no) filter (side = 'address' and assumed) as assumed_addresses
  from present group by service_no
), located as (
  select service_no, list(region order by region) as regions
  from (select distinct service_no, region from present where region is not null) group by service_no
), named as (
  select service_id, list(distinct derived_by order by derived_by) as rules from service_tree
  where derived_by is not null and valid_from < make_timestamp($to) and valid_to > make_timestamp($from) group by service_id
)
select s.service_id as id, s.service_name as name, s.parent_service_id as parent, coalesce(l.regions, []) as regions,
  case when c.vms > 0 then c.vms else coalesce(c.addresses, 0) end as instances,
  case when c.vms > 0 then c.assumed_vms else coalesce(c.assumed_addresses, 0) end as assumed,
  coalesce(n.rules, []) as rules
from service s left join counted c using (service_no) left join located l using (service_no) left join named n using (service_id) order by id;
