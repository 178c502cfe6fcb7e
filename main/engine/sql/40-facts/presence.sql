-- One row per instance of a service and time in which the inventories hold it as one: where it was. Instances are numbered, for counting. Outside
-- [known_from, known_to) it is assumed valid: the snapshots that show it do not say that it was so then.
create or replace table presence as
select o.service_no, o.side, dense_rank() over (order by o.instance)::integer as instance_no, o.region, o.valid_from, o.valid_to,
  min(greatest(o.valid_from, i.known_from, t.known_from)) as known_from, max(least(o.valid_to, i.known_to, t.known_to)) as known_to
from segment_owner o
left join assumed_validity i on i.kind = case o.side when 'source' then 'vm_inventory' else 'ip_inventory' end
  and i.evidence_id = o.evidence_id and i.record = o.record
left join assumed_validity t on t.kind = 'service_tree' and t.evidence_id = o.tree_evidence_id and t.record = o.tree_record
where o.service_no is not null
group by o.service_no, o.side, o.instance, o.region, o.valid_from, o.valid_to;
