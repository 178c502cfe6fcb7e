-- Frees the staged rows.
drop table judged_{table};
