-- One row where the table of a kind holds any; {table} stands for it.
select 1 as found from {table} limit 1;
