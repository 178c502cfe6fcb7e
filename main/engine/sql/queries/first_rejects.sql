-- The first 20 rejects of each evidence file.
select evidence_id, line, reason from reject qualify row_number() over (partition by evidence_id order by line, record) <= 20 order by evidence_id, line;
