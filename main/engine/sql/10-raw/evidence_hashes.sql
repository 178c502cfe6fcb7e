-- The hashes of the evidence files.
select sha256 from evidence;
