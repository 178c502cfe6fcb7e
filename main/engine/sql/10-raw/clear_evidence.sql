-- Takes out what an evidence file gave to a table.
delete from {table} where evidence_id = $evidence;
