-- One row per row of a snapshot (inventories, service tree, policies and what they select by): what it is about (key, within a scope), what it says of it, and the validity
-- that the file itself gives. Key: kind, evidence_id, record, key, content.
create table if not exists snapshot_row (
  kind varchar not null, evidence_id integer not null, record integer not null, scope varchar not null, key varchar not null, content hugeint not null,
  valid_from timestamp not null, valid_to timestamp not null
);
