-- Requests that nothing answers.
insert into lookup
select lookup_id, time, client_segment, name_no, null, false, null, null, null
from request where lookup_id not in (select lookup_id from lookup);
