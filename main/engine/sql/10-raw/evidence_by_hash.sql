-- The evidence file with these bytes.
select evidence_id from evidence where sha256 = $sha256;
