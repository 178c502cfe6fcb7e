-- How many records of an evidence file were rejected; each is kept once.
select count(*) as n from reject where evidence_id = $evidence;
