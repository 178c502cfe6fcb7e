-- The rejects of an evidence file after a line, in order.
select line, reason from reject where evidence_id = $evidence and line > $after order by line limit $limit;
