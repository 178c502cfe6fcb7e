-- The statement by hand as it was first measured: two bounds, and everything else as DuckDB has it.
set timezone = 'UTC';
set memory_limit = '5GB';
set max_temp_directory_size = '20GB';
