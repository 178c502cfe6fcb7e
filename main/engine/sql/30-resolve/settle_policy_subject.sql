-- Gives the subjects of policies of snapshots the validity that the other snapshots of their fleet give them; the same again where nothing was added.
update policy_subject t set valid_from = s.valid_from, valid_to = s.valid_to from snapshot_validity s
where s.kind = 'policy_subject' and s.evidence_id = t.evidence_id and s.record = t.record and s.key = t.subject
  and (t.valid_from <> s.valid_from or t.valid_to <> s.valid_to);
