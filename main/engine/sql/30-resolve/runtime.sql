-- One row per runtime that heartbeats name, as emitter or as detector; its address where the name is one, with or without a port. Key: runtime_no.
create or replace table runtime as
select (row_number() over (order by name))::integer as runtime_no, name,
  coalesce(address(name), address(nullif(regexp_extract(name, '^(.+):[0-9]+$', 1), ''))) as address
from (select emitter as name from heartbeat union select detector from heartbeat) order by name;
