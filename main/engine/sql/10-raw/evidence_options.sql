-- How each evidence file that could be opened was declared, in the order of import.
select path, options from evidence where wrapper <> 'unread' order by evidence_id;
