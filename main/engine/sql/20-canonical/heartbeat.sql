-- One row per heartbeat record: detector heard emitter.
create table if not exists heartbeat (
  evidence_id integer not null, record integer, line integer,
  time timestamp not null, emitter varchar not null, detector varchar not null, sequence bigint, rtt_ms double, interval_ms double
);
