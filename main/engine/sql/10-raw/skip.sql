-- One row per evidence file and reason for which recognised records are of no use here. Key: evidence_id, reason.
create table if not exists skip (evidence_id integer not null, reason varchar not null, records bigint not null);
