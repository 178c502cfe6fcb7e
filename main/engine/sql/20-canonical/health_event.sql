-- One row per health event record; exactly one of the subject columns is the first that the record gives.
create table if not exists health_event (
  evidence_id integer not null, record integer, line integer,
  time timestamp not null, service_id varchar, instance_id varchar, source_id varchar, address varchar,
  status varchar not null, kind varchar not null, severity double, message varchar
);
