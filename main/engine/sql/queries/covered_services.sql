-- One row per service that a DNS log hears anywhere in the case: whether such a log covers any of a window of whole minutes.
select s.service_id as id, bool_or(p.minute_from < $minute_to and p.minute_to > $minute_from) as covered
from log_client c join log_span p using (evidence_id) join service s using (service_no) group by all order by id;
