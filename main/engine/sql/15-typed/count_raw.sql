-- How many rows the file being read has.
select count(*) as n from raw;
