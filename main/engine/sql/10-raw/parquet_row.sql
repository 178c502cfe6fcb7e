-- A row of a Parquet file as JSON.
select to_json(t)::varchar as raw from read_parquet($path) t where file_row_number = $row - 1;
