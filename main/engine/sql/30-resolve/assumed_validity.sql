-- One row per record of a snapshot whose rows are assumed valid at some time: outside [known_from, known_to) no file vouches for all of them.
-- Key: kind, evidence_id, record.
create or replace table assumed_validity (
  kind varchar not null, evidence_id integer not null, record integer not null, known_from timestamp not null, known_to timestamp not null
);
