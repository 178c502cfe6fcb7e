-- The columns of a Parquet file at its top level.
select column_name as name from (describe from read_parquet($path));
