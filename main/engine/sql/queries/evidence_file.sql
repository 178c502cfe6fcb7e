-- What is needed to read a file or a record of it again.
select path, sha256, bytes, wrapper, encoding, options from evidence where evidence_id = $evidence;
