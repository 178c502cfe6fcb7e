-- The port of a text, 0 to 65535; NULL where it is none.
create or replace temp macro port_number(text) as case when try_cast(text as integer) between 0 and 65535 then try_cast(text as integer) end;
