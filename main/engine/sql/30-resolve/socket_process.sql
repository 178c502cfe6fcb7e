-- One row per process that the connection records name, by its name and number, in their order.
create or replace temp table socket_process as
select process_name, pid, (row_number() over (order by process_name nulls last, pid nulls last))::integer as process_no
from (select distinct process_name, pid from kept('connection') where process_name is not null or pid is not null);
