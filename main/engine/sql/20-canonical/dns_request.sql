-- One row per accepted or repeated DNS request record. Key: evidence_id, record. source_id is the container (else the VM) that asked.
create table if not exists dns_request (
  evidence_id integer not null, record integer, line integer,
  time timestamp not null, request_id varchar, source_id varchar, source_vm_id varchar, source_ip varchar, port integer,
  name varchar not null, type varchar not null
);
