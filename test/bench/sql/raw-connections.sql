-- Every file as a table, as plainly as DuckDB can: types guessed, nothing checked, nothing kept of where a row came from.
create table connection as from read_csv('connections-*.csv', union_by_name = true);
checkpoint;
