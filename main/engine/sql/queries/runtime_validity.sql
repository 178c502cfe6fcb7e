-- One row per inventory or service-tree record that knows a runtime by its name as an instance, and when it holds.
with known as (
  select r.name, o.evidence_id, o.line, o.valid_from, o.valid_to from runtime r join ownership o on o.side = 'source' and o.key in (r.name, r.host)
  union
  select r.name, o.evidence_id, o.line, o.valid_from, o.valid_to from runtime r join ownership o on o.side = 'address' and o.key = r.address
  union
  select r.name, t.evidence_id, t.line, t.valid_from, t.valid_to from runtime r join kept('service_tree') t on t.instance_id = r.name
)
select k.name, k.evidence_id, k.line, e.path, case when isfinite(k.valid_from) then epoch_us(k.valid_from) end as "from",
  case when isfinite(k.valid_to) then epoch_us(k.valid_to) end as "to"
from known k join evidence e using (evidence_id) order by k.name, k.valid_from, k.valid_to, k.evidence_id, k.line;
