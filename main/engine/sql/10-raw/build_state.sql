-- One row: which map counts (its schema is map_N; 0: none yet), and from how many evidence files it was built.
-- Another number than there are: it must be built again.
create table if not exists build_state as select 0 as map, 0 as evidence;
