-- One row per runtime that heartbeats name, as emitter or as detector; its address where the name is one, else the host that it names, both
-- without a port behind it. Key: runtime_no.
create or replace table runtime as
with told as (
  select name, regexp_replace(name, ':[0-9]+$', '') as bare from (select emitter as name from heartbeat union select detector from heartbeat)
)
select (row_number() over (order by name))::integer as runtime_no, name, coalesce(address(name), address(bare)) as address,
  case when coalesce(address(name), address(bare)) is null then bare end as host
from told order by name;
