-- One row per lookup and response record of it; one without response where there is none. Client and server are resolved at the lookup's time.
-- lookup_id: the request's evidence and record (the response's, plus one, where there is no request). Key: lookup_id, response_evidence_id, response_record, address.
create or replace table lookup (
  lookup_id bigint not null, time timestamp not null, source varchar not null, client_segment integer, name varchar not null, type varchar not null,
  request_evidence_id integer, request_line integer,
  answered boolean not null, response_code varchar, address varchar, server_segment integer,
  response_evidence_id integer, response_record integer, response_line integer
);
