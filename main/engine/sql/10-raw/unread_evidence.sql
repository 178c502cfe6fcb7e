-- What could not be opened, and why.
select path, problem from evidence where wrapper = 'unread' order by evidence_id;
