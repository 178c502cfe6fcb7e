-- Gives the rows of snapshots the validity that the other snapshots of their fleet give them; the same again where nothing was added.
update vm_inventory t set valid_from = s.valid_from, valid_to = s.valid_to from snapshot_validity s join snapshot n using (evidence_id)
where s.kind = 'vm_inventory' and s.evidence_id = t.evidence_id and s.record = t.record
  and s.key = case when n.format = 'kubernetes' then coalesce(t.container_id, t.vm_id) else concat_ws(' ', coalesce(t.container_id, t.vm_id), t.resource_id) end
  and (t.valid_from <> s.valid_from or t.valid_to <> s.valid_to);
