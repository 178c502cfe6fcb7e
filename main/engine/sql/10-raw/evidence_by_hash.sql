-- The evidence file with these bytes.
select evidence_id, format, options from evidence where sha256 = $sha256;
