-- One row per DNS name that was asked for. Key: name_no.
create or replace table name as
select (row_number() over (order by name))::integer as name_no, name from (select name from dns_request union select name from dns_response);
