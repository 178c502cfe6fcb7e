-- One row per inventory record and key under which it is looked up: a source (container or VM id) or an address,
-- the subscription and resource that it names, its own address (sources only), and when. What stands before others is of their resources. instance:
-- which of the things of its resource it is, where that has several: a pod, by its name in its namespace. A pod and its addresses are where its
-- node is, at each time: a node is where its record says until another says otherwise. Key: side, key, evidence_id, record, resource_id, valid_from.
create or replace table ownership as
with node as (
  select cluster, host, location, case when row_number() over host = 1 then timestamp '-infinity' else valid_from end as valid_from,
    lead(valid_from, 1, timestamp 'infinity') over host as valid_to
  from (
    select cluster, vm_id as host, valid_from, min(location) as location
    from kept('vm_inventory') where location is not null and namespace is null and evidence_id in (select evidence_id from evidence where format = 'kubernetes') group by all
  ) window host as (partition by cluster, host order by valid_from)
), pod as (
  select v.evidence_id, v.record, max(v.vm_id) filter (starts_with(v.vm_id, v.subscription_id || '/')) as name, min(v.host) as host, min(v.cluster) as cluster
  from vm_inventory v join evidence e using (evidence_id) where e.format = 'kubernetes' and v.namespace is not null group by all
), source as (
  select v.* exclude (location, valid_from, valid_to), coalesce(v.location, n.location) as location,
    greatest(v.valid_from, n.valid_from) as valid_from, least(v.valid_to, n.valid_to) as valid_to
  from (
    select v.*, p.name as instance, case when v.location is null then p.host end as runs_on from kept('vm_inventory') v left join pod p using (evidence_id, record)
  ) v left join node n on n.host = v.runs_on and n.cluster is not distinct from v.cluster and n.valid_from < v.valid_to and v.valid_from < n.valid_to
  where v.valid_from < v.valid_to
), address as (
  select i.evidence_id, i.record, i.line, i.address, i.subscription_id, coalesce(b.resource_id, i.resource_id) as resource_id, i.region,
    greatest(i.valid_from, b.valid_from) as valid_from, least(i.valid_to, b.valid_to) as valid_to, p.name as instance, p.host, p.cluster
  from kept('ip_inventory') i left join resource_behind b on b.front_id = i.resource_id and b.valid_from < i.valid_to and i.valid_from < b.valid_to
  left join pod p on p.evidence_id = i.evidence_id and p.record = i.record
  where i.valid_from < i.valid_to
)
select 'source' as side, container_id as key, evidence_id, record, line, subscription_id, resource_id, instance, location as region,
  container_id as own_name, address, valid_from, valid_to
from source where container_id is not null
union all
select 'source', vm_id, evidence_id, record, line, subscription_id, resource_id, instance, location, vm_id, address, valid_from, valid_to
from source where vm_id is not null and vm_id is distinct from container_id
union all
select 'address', a.address, a.evidence_id, a.record, a.line, a.subscription_id, a.resource_id, a.instance, coalesce(a.region, n.location), a.address, null,
  greatest(a.valid_from, n.valid_from), least(a.valid_to, n.valid_to)
from address a left join node n on n.host = a.host and n.cluster is not distinct from a.cluster and n.valid_from < a.valid_to and a.valid_from < n.valid_to;
