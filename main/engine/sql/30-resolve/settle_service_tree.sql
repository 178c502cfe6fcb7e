-- Gives the rows of snapshots the validity that the other snapshots of their fleet give them; the same again where nothing was added.
update service_tree t set valid_from = s.valid_from, valid_to = s.valid_to from snapshot_validity s
where s.kind = 'service_tree' and s.evidence_id = t.evidence_id and s.record = t.record and s.key = coalesce('resource ' || t.resource_id, 'service ' || t.service_id)
  and (t.valid_from <> s.valid_from or t.valid_to <> s.valid_to);
