-- One row per host whose records of connections come from snapshots (NULL: of hosts without an address): short connections between two of them can be missing.
create or replace table snapshot_host (host varchar);
