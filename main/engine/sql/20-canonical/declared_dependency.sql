-- One row per declared dependency record.
create table if not exists declared_dependency (
  evidence_id integer not null, record integer, line integer,
  client_service_id varchar not null, server_service_id varchar not null,
  valid_from timestamp not null, valid_to timestamp not null
);
