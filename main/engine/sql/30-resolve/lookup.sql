-- One row per lookup and response record of it; one without response where there is none. Client and server are resolved at the lookup's time.
-- lookup_id: the request's evidence and record in one number; the response's, plus one, where there is no request. Numbers only: text is
-- read back from the canonical tables. Key: lookup_id, response_evidence_id, response_record, server_segment.
create or replace table lookup (
  lookup_id bigint not null, time timestamp not null, client_segment integer, name_no integer not null,
  code_no utinyint, addressed boolean not null, server_segment integer,
  response_evidence_id integer, response_record integer
);
