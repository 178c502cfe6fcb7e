-- How many staged records are rejected.
select count(distinct record) as n from judged_{table} where reason is not null;
