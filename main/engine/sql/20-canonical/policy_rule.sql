-- One row per policy rule record: what may or may not connect in [valid_from, valid_to). Values are empty for kind `any`.
create table if not exists policy_rule (
  evidence_id integer not null, record integer, line integer,
  action varchar not null, from_kind varchar not null, from_value varchar, to_kind varchar not null, to_value varchar,
  valid_from timestamp not null, valid_to timestamp not null
);
