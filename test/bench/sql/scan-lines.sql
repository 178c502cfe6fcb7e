-- Every line of a text, its length asked for so that it is read.
select count(*), sum(length(line)) from read_csv($path, columns = {'line': 'VARCHAR'}, header = false, delim = chr(1), quote = '', escape = '', max_line_size = 67108864, strict_mode = false, null_padding = true);
