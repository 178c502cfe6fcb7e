-- The line of the first record of the file being read.
set variable first_line = $line::integer;
