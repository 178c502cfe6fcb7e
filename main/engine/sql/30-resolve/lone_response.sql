-- One row per response record that no request's own id claimed.
create or replace temp table lone_response as
select p.*
from kept('dns_response') p
where not p.whole and not exists (
  select 1 from lookup l where l.response_evidence_id = p.evidence_id and l.response_record = p.record);
