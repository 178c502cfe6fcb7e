-- Writes {table} to {file}, a file in the scratch folder.
copy (from {table}) to '{file}' (format parquet);
