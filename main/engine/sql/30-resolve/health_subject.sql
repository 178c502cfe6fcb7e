-- One row per health event and service that it speaks of. by_host: known only by the host that it runs on.
create or replace table health_subject (
  evidence_id integer not null, record integer, line integer, time timestamp not null, service_no integer not null, subject varchar, status varchar not null,
  kind varchar, severity double, message varchar, until_time timestamp, by_host boolean not null
);
