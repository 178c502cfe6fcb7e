-- One row: which program made the case, and the version of its tables.
create table if not exists case_info (format integer not null, program varchar not null);
