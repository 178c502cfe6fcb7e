-- How many hosts tell of their connections by snapshots.
select count(*) as hosts from snapshot_host;
