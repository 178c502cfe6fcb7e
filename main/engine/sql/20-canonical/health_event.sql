-- One row per health event: the names that its record gives of whom it speaks, what it says, and until when that held, where it says so.
create table if not exists health_event (
  evidence_id integer not null, record integer, line integer,
  time timestamp not null, service_id varchar, instance_id varchar, source_id varchar, address varchar, service varchar, host varchar,
  status varchar not null, kind varchar not null, severity double, message varchar, until_time timestamp
);
