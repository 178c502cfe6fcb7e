-- One row per row of a snapshot (inventories, service tree, policies and what they select by): what it is about (key, within a scope), what it says of it, and the validity
-- that the file itself gives. family: of a scope that is a namespace, the others that a list of all namespaces shows, too; else NULL. exclusive: one
-- thing has the key at a time, so that another that began to have it ended the one before. Key: kind, evidence_id, record, key, content.
create table if not exists snapshot_row (
  kind varchar not null, evidence_id integer not null, record integer not null, scope varchar not null, family varchar, key varchar not null, content hugeint not null,
  exclusive boolean not null, valid_from timestamp not null, valid_to timestamp not null
);
