-- The path of each evidence file.
select evidence_id as source, path from evidence order by source;
