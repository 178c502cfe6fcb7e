-- The schemas of maps, built and half-built.
select schema_name as name from duckdb_schemas() where database_name = current_database() and schema_name like 'map\_%' escape '\';
