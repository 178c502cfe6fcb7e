-- The staged rows of a file, typed once; the reasons of rejected ones beside them.
create or replace temp table judged_{table} as from typed_{table}('raw');
