-- One row per snapshot, kind of things, scope and earlier snapshot of the fleet, where more than half of what that shows is gone: the later one
-- is perhaps an export of a part.
create or replace table snapshot_lack (kind varchar not null, scope varchar not null, evidence_id integer not null, lacks bigint not null, shown bigint not null);
