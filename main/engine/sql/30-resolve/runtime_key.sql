-- One row per runtime, container, VM or address under which other evidence shows what it does, and time: what its name stands for, the
-- addresses of that, and what else the inventories call the same resource. Addresses that many share, and what another cluster calls alike, say nothing of one of them. A
-- name that no inventory knows stands for itself; one that only the service tree knows as a service, for all of the service; as an instance, for
-- its resource, else for what the subscription holds. certain: false where several instances are there at one time, so that what they do says nothing of the one.
create or replace table runtime_key (
  runtime_no integer, side varchar, key varchar, valid_from timestamp, valid_to timestamp, certain boolean
);
insert into runtime_key
with itself as (
  select distinct runtime_no, side, key, valid_from, valid_to from runtime_held
), instanced as (
  select r.runtime_no, o.tree_evidence_id, o.tree_record, o.side, o.key, o.instance, o.valid_from, o.valid_to, o.instance = r.name as exact,
    bool_or(o.instance = r.name) over record as told, bool_or(o.side = 'source') over record as machines
  from runtime r join kept('service_tree') t on t.instance_id = r.name join segment_owner o on o.tree_evidence_id = t.evidence_id and o.tree_record = t.record
  where r.runtime_no not in (select runtime_no from itself)
  window record as (partition by r.runtime_no, o.tree_evidence_id, o.tree_record)
), doubt as (
  select runtime_no, tree_evidence_id, tree_record, valid_from, both_to as valid_to from (
    select *, least(valid_to, max(valid_to) over (partition by runtime_no, tree_evidence_id, tree_record order by valid_from, instance rows between unbounded preceding and 1 preceding)) as both_to
    from (
      select runtime_no, tree_evidence_id, tree_record, instance, min(valid_from) as valid_from, max(valid_to) as valid_to
      from instanced where not coalesce(told, false) and (side = 'source') = machines group by all
    )
  ) where both_to > valid_from
), named as (
  select *, true as certain from itself
  union
  select i.runtime_no, i.side, i.key, i.valid_from, i.valid_to, not exists (
    select 1 from doubt d where d.runtime_no = i.runtime_no and d.tree_evidence_id = i.tree_evidence_id and d.tree_record = i.tree_record
      and d.valid_from < i.valid_to and i.valid_from < d.valid_to)
  from instanced i where i.exact or not coalesce(i.told, false)
), meant as (
  from named
  union
  select r.runtime_no, g.side, g.key, g.valid_from, g.valid_to, true
  from runtime r join service s on s.service_id = r.name join segment g on g.service_no = s.service_no
  where r.runtime_no not in (select runtime_no from named)
), beside as (
  select m.runtime_no, 'address' as side, o.address as key, greatest(m.valid_from, o.valid_from) as valid_from, least(m.valid_to, o.valid_to) as valid_to, m.certain
  from meant m join ownership o on o.side = 'source' and m.side = 'source' and o.key = m.key and o.address is not null
  union
  select m.runtime_no, 'source', o.key, greatest(m.valid_from, o.valid_from), least(m.valid_to, o.valid_to), m.certain
  from meant m join ownership o on o.side = 'source' and m.side = 'address' and o.address = m.key
  union
  select m.runtime_no, o.side, o.key, greatest(m.valid_from, o.valid_from, n.valid_from), least(m.valid_to, o.valid_to, n.valid_to), m.certain
  from meant m join ownership n on n.side = m.side and n.key = m.key join ownership o on o.resource_id = n.resource_id and o.instance is not distinct from n.instance
), known as (
  from meant union select * from beside where valid_from < valid_to
), alone as (
  select runtime_no, name, cluster, address from runtime where runtime_no not in (select runtime_no from known)
), told as (
  select * from known k where k.side = 'source' or not exists (
    select 1 from shared_address a where a.address = k.key and a.valid_from < k.valid_to and k.valid_from < a.valid_to)
  union all
  select runtime_no, 'source', name, timestamp '-infinity', timestamp 'infinity', true from alone
  union all
  select a.runtime_no, 'address', a.address, timestamp '-infinity', timestamp 'infinity', true
  from alone a where a.address is not null and not exists (select 1 from runtime r where r.address = a.address and r.cluster <> a.cluster)
), elsewhere as (
  select c.cluster, o.side, o.key, o.valid_from, o.valid_to from ownership o join record_cluster c using (evidence_id, record)
)
select t.* from told t join runtime r using (runtime_no) where not exists (
  select 1 from elsewhere e where e.side = t.side and e.key = t.key and e.cluster <> r.cluster and e.valid_from < t.valid_to and t.valid_from < e.valid_to);
