-- One row per host whose records of connections come from snapshots, or per file of one that names no host: short connections between two of
-- them can be missing.
create or replace table snapshot_host (host varchar, evidence_id integer);
