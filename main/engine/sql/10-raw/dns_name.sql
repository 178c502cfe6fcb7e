-- A DNS name as it is compared: lower case, no trailing dot.
create or replace temp macro dns_name(text) as lower(rtrim(trim(text), '.'));
