-- How many records of each evidence file were of no use here, by reason.
select evidence_id, reason, records from skip order by evidence_id, reason;
