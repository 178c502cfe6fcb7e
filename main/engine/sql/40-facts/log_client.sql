-- One row per DNS log and service that it hears: one of the service's sources asks in it.
create or replace table log_client as
with heard as (
  select distinct (lookup_id // 8589934592)::integer as evidence_id, client_segment from lookup where client_segment is not null
  union
  select distinct response_evidence_id, client_segment from lookup where response_evidence_id is not null and client_segment is not null
)
select distinct h.evidence_id, s.service_no from heard h join segment_service s on s.segment_no = h.client_segment order by all;
