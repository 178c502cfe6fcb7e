-- One row per response record that no request's own id claimed; found by its key first, since as a rule there are few.
create or replace temp table lone_response as
with lone as materialized (
  select distinct p.evidence_id, p.record, p.nth
  from kept('dns_response') p
  where not p.whole and not exists (
    select 1 from lookup l where l.response_evidence_id = p.evidence_id and l.response_record = p.record)
)
select p.*, l.nth from dns_response p join lone l using (evidence_id, record);
