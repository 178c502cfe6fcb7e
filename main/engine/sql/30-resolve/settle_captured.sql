-- Ends the rows of {table} that AWS Config gave with the state that they show; the same again where nothing was added.
update {table} t set valid_to = c.ends from captured_state c where c.evidence_id = t.evidence_id and c.record = t.record and t.valid_to <> c.ends;
