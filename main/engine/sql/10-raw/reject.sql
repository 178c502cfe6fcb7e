-- One row per record that could not be taken in. The raw text is read back from the evidence.
create table if not exists reject (evidence_id integer not null, record integer not null, line integer not null, reason varchar not null);
