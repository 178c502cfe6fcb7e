-- Requests that nothing answers.
insert into lookup
select lookup_id, time, source, client_segment, name, type, evidence_id, line, false, null, null, null, null, null, null
from request where lookup_id not in (select lookup_id from lookup);
