-- One row per 4,096th line of an evidence file of lines: where in the unpacked bytes it begins. Key: evidence_id, line.
create table if not exists line_index (evidence_id integer not null, line integer not null, byte_offset bigint not null);
