-- One row per evidence file that was read into the case. Key: evidence_id. The bytes stay where they are; sha256 proves them;
-- it is empty where they could not be read at all.
create table if not exists evidence (
  evidence_id integer primary key,
  path varchar not null,
  sha256 varchar not null,
  bytes bigint not null,
  format varchar not null,
  wrapper varchar not null,
  kind varchar not null,
  assumed varchar[] not null,
  encoding varchar not null,
  header integer not null,
  blank bigint not null,
  lines bigint not null,
  records bigint not null,
  rejected bigint not null,
  -- Whether the format tells two equal records apart: by an id, a port or a time finer than a second.
  distinguishing boolean not null,
  problem varchar,
  -- The formats between which nothing in it tells.
  could_be varchar[] not null,
  options varchar not null,
  -- What its records rest on beside the bytes (JSON): folders of its path, its time. The same bytes elsewhere or at another time are evidence of their own.
  context varchar not null
);
