-- How each evidence file was declared, in the order of import.
select path, options from evidence order by evidence_id;
