-- Whether the case has a place for mappings; cases of earlier versions have none until one is kept.
select count(*) > 0 as found from duckdb_tables() where table_name = 'mapping' and schema_name = 'main';
