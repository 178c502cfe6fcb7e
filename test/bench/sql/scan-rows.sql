-- Every row by its header, as text.
select count(*) from (select columns(*)::varchar from read_csv($path, all_varchar = true, strict_mode = false, max_line_size = 67108864)) as r where r is not null;
