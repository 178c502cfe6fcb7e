-- One row per host whose records of connections come from snapshots (NULL: of hosts without an address): short connections between two of them can be missing.
create or replace table snapshot_host (host varchar);
-- Fills snapshot_host: the hosts of snapshot_log.
insert into snapshot_host
select distinct t.text from snapshot_log l left join socket_text t on t.text_no = l.host_no;
