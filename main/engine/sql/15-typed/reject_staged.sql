-- Keeps why a record was rejected: its first reason.
insert into reject
select $evidence::integer, record, min(line), min(reason) from judged_{table} where reason is not null group by record;
