-- The times of raw rows as text: of inventories.
create or replace temp macro raw_validity(rows) as table select unnest([valid_from, valid_to]) as text from query_table(rows);
