-- What is needed to read a record back.
select path, sha256, bytes, wrapper, encoding from evidence where evidence_id = $evidence;
