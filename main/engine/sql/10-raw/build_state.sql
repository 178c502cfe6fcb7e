-- At most one row: how many evidence files the map was built from. Another number than there are: it must be built again.
create table if not exists build_state (evidence integer not null);
