-- The number of the next evidence file.
select coalesce(max(evidence_id), 0) + 1 as id from evidence;
