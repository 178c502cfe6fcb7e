-- One row per evidence file of connections and host that recorded in it, by its name or by its own address: from its first record to its last. listed: it is a
-- row of snapshots, that miss short connections.
create or replace table socket_log (evidence_id integer not null, name varchar not null, from_time timestamp not null, to_time timestamp not null, listed boolean not null);
