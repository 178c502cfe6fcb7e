-- One row per unbroken time in which a host recorded its connections, in the files of one format, by its name or by its own address: from its first record to
-- its last. listed: it is a row of snapshots, that miss short connections.
create or replace table socket_log (name varchar not null, from_time timestamp not null, to_time timestamp not null, listed boolean not null);
