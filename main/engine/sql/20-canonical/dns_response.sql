-- One row per answer of an accepted or repeated DNS response record, one without address where there is none.
-- whole: the record holds request and answer together and is a lookup of its own. Key: evidence_id, record, address.
create table if not exists dns_response (
  evidence_id integer not null, record integer, line integer,
  time timestamp not null, request_id varchar, source_id varchar, source_vm_id varchar, source_ip varchar, port integer,
  name varchar not null, type varchar not null, response_code varchar, address varchar, ttl integer, cname varchar, whole boolean not null
);
