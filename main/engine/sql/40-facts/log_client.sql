-- One row per DNS log that tells answers and service that it hears: one of the service's sources asks in it. What a log without answers hears
-- leads to no service: by it nobody can be said not to have asked for one.
create or replace table log_client as
with heard as (
  select (lookup_id // 8589934592)::integer as evidence_id, client_segment, bool_or(addressed) as addressed from lookup group by all
  union all
  select response_evidence_id, client_segment, bool_or(addressed) from lookup where response_evidence_id is not null group by all
), telling as (
  select evidence_id from heard group by evidence_id having bool_or(addressed)
)
select distinct h.evidence_id, s.service_no from heard h semi join telling using (evidence_id) join segment_service s on s.segment_no = h.client_segment order by all;
