-- The evidence files with these bytes.
select evidence_id, path, format, options, context from evidence where sha256 = $sha256 order by evidence_id;
