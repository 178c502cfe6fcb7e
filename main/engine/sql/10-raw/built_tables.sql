-- The tables of a map.
select table_name as name from duckdb_tables() where database_name = current_database() and schema_name = $schema order by name;
