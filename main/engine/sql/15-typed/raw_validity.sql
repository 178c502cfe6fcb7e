-- The times of the raw rows as text: of inventories.
create or replace temp view raw_time as select unnest([valid_from, valid_to]) as text from raw;
