-- A CSV file again as CSV, packed with zstd.
copy (select * from read_csv($plain, header = true, delim = ',', quote = '"', escape = '"', all_varchar = true))
to $packed (format csv, header, compression zstd);
