-- One row per DNS log: the times that it covers and the services that it hears.
select e.evidence_id as source, e.path,
  (select list([minute_from, minute_to] order by minute_from) from log_span s where s.evidence_id = e.evidence_id) as spans,
  coalesce((select list(v.service_id order by v.service_id) from log_client c join service v using (service_no) where c.evidence_id = e.evidence_id), []) as clients
from evidence e semi join log_span using (evidence_id) order by e.evidence_id;
