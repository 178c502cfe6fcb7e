-- Makes {table} of {file}, a file in the scratch folder.
create or replace temp table {table} as from read_parquet('{file}');
