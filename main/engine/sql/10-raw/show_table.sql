-- Lets a table of the map that counts be found under its own name in any DuckDB shell.
create or replace view main.{table} as from {schema}.{table};
