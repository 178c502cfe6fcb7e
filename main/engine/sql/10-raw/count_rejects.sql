-- How many records of an evidence file were rejected.
select count(distinct record) as n from reject where evidence_id = $evidence;
