-- One row per inventory record and key under which it is looked up: a source (container or VM id) or an address,
-- the subscription and resource that it names, its own address (sources only), and when. What stands before others is of their resources; pods say
-- their addresses themselves. A source without location is where its host is, an address without region where the source of its record is, at each time: a
-- machine is where its record says until another says otherwise. Key: side, key, evidence_id, record, resource_id, valid_from.
create or replace table ownership as
with machine as (
  select cluster, host, location, case when row_number() over host = 1 then timestamp '-infinity' else valid_from end as valid_from,
    lead(valid_from, 1, timestamp 'infinity') over host as valid_to
  from (
    select cluster, vm_id as host, valid_from, min(location) as location
    from kept('vm_inventory') where vm_id is not null and location is not null group by all
  ) window host as (partition by cluster, host order by valid_from)
), source as (
  select v.* exclude (location, valid_from, valid_to), coalesce(v.location, m.location) as location,
    greatest(v.valid_from, m.valid_from) as valid_from, least(v.valid_to, m.valid_to) as valid_to
  from (select *, case when location is null then host end as lent_by from kept('vm_inventory')) v
  left join machine m on m.host = v.lent_by and m.cluster is not distinct from v.cluster and m.valid_from < v.valid_to and v.valid_from < m.valid_to
), beside as (
  select evidence_id, record, min(location) as location, case when min(location) is null then min(host) end as lent_by, min(cluster) as cluster
  from kept('vm_inventory') group by evidence_id, record
), address as (
  select i.evidence_id, i.record, i.line, i.address, i.subscription_id, coalesce(b.resource_id, i.resource_id) as resource_id, coalesce(i.region, n.location) as region,
    greatest(i.valid_from, b.valid_from) as valid_from, least(i.valid_to, b.valid_to) as valid_to, n.lent_by, n.cluster
  from kept('ip_inventory') i left join resource_behind b on b.front_id = i.resource_id and b.valid_from < i.valid_to and i.valid_from < b.valid_to
  left join beside n on n.evidence_id = i.evidence_id and n.record = i.record
  where i.address_kind is distinct from 'endpoint' or i.address not in (select address from ip_inventory where address_kind = 'pod')
)
select 'source' as side, container_id as key, evidence_id, record, line, subscription_id, resource_id, location as region,
  container_id as own_name, address, valid_from, valid_to
from source where container_id is not null
union all
select 'source', vm_id, evidence_id, record, line, subscription_id, resource_id, location, vm_id, address, valid_from, valid_to
from source where vm_id is not null and vm_id is distinct from container_id
union all
select 'address', a.address, a.evidence_id, a.record, a.line, a.subscription_id, a.resource_id, coalesce(a.region, m.location), a.address, null,
  greatest(a.valid_from, m.valid_from), least(a.valid_to, m.valid_to)
from address a left join machine m on m.host = a.lent_by and m.cluster is not distinct from a.cluster and m.valid_from < a.valid_to and a.valid_from < m.valid_to;
