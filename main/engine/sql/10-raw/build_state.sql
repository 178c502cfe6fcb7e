-- One row: which map counts (its schema is map_N; 0: none yet), from how many evidence files it was built, and a digest of the statements
-- that built it. Other evidence or other statements: it must be built again.
create table if not exists build_state as select 0 as map, 0 as evidence, '' as statements;
