-- The map holds all evidence now.
create or replace table build_state as select count(*)::integer as evidence from evidence;
