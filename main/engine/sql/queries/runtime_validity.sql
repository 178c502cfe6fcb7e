-- One row per inventory or service-tree record that tells how long a runtime was there, and when it holds. machine: of the container or VM that
-- it is, by its name, by its address, or as the resource of an instance of the service tree, no longer than that is the instance.
with own as (
  select h.runtime_no, o.evidence_id, o.line, o.side = 'source' as machine, o.valid_from, o.valid_to, o.record
  from (select distinct runtime_no, side, key from runtime_held) h join ownership o using (side, key)
  union
  select r.runtime_no, o.evidence_id, o.line, true, o.valid_from, o.valid_to, o.record from runtime r join ownership o on o.side = 'source' and o.address = r.address
), of_cluster as (
  select o.* exclude (record) from own o join runtime r using (runtime_no) left join record_cluster c using (evidence_id, record) where coalesce(c.cluster = r.cluster, true)
), instance as (
  select r.runtime_no, t.evidence_id, t.line, t.valid_from, t.valid_to from runtime r join kept('service_tree') t on t.instance_id = r.name
), known as (
  from of_cluster
  union
  select runtime_no, evidence_id, line, false, valid_from, valid_to from instance
  union
  select i.runtime_no, case when o.valid_to <= i.valid_to then o.evidence_id else i.evidence_id end, case when o.valid_to <= i.valid_to then o.line else i.line end,
    true, greatest(i.valid_from, o.valid_from), least(i.valid_to, o.valid_to)
  from instance i join runtime_key k using (runtime_no) join ownership o on o.side = 'source' and k.side = 'source' and o.key = k.key
  where k.certain and i.runtime_no not in (select runtime_no from own)
    and k.valid_from < least(i.valid_to, o.valid_to) and greatest(i.valid_from, o.valid_from) < k.valid_to and i.valid_from < o.valid_to and o.valid_from < i.valid_to
)
select r.name, k.machine, k.evidence_id, k.line, e.path, case when isfinite(k.valid_from) then epoch_us(k.valid_from) end as "from",
  case when isfinite(k.valid_to) then epoch_us(k.valid_to) end as "to"
from known k join runtime r using (runtime_no) join evidence e using (evidence_id) order by r.name, k.machine desc, k.valid_from, k.valid_to, k.evidence_id, k.line;
